// Japanese, Chinese and Korean: scripts in which a character is a word of the reader, so a phrase is a row of them.
#include <array>

#include "classifier/rule.hpp"

namespace classifier {

namespace {

using enum Effect;
using enum Place;

// clang-format off
constexpr Rule japanese[]{
  {"keyword_haishin", "配 信 停 止 (希) (望)",      opt_out, 0.96, message},
  {"keyword_kaijo",  "解 除|約",                  opt_out, 0.95, message},
  {"keyword_teishi", "停 止",                    opt_out, 0.95, message},
  {"keyword_taikai", "退 会",                    opt_out, 0.95, message},
  {"hazusanaide",    "外 さ な い で",             none},
  {"haishin_teishi", "配 信 停 止",             opt_out, 0.93},
  {"haishin_tomete", "配 信 を 停 止|止",        opt_out, 0.93},
  {"kaijo",          "登 録|購 (読) (を) 解|削 除", opt_out, 0.90},
  {"okuranaide",     "送 ら な い で",           opt_out, 0.93},
  {"fuyo",           "メ ー ル は|が 不 要|必",    opt_out, 0.85},
  {"teishi",         "停 止 し て",              opt_out, 0.82},
  {"kojin_joho",     "個 人 情 報 を|の 削 除",    erasure, 0.93},
  {"miokuri",        "見 送",                    not_interested, 0.90},
  {"kyomi_nai",      "興 味 は|が (ご) (ざ) (い) (ま) (せ) あ|な|ん (り) (ま) (せ)", not_interested, 0.86},
  {"kekko_desu",     "結 構 で す",              not_interested, 0.84},
  {"fuyo_desu",      "必 要|要 (あ) (り) (ま) せ ん", not_interested, 0.84},
  {"kyomi_ari",      "興 味 が あ り ま す",       interested, 0.92},
  {"okuri_kudasai",  "お 送 り く だ|下",          interested, 0.80},
  {"kyuka",          "休 暇|業|み",              out_of_office, 0.86},
  {"fuzai",          "不 在",                    out_of_office, 0.88},
  {"shutchou",       "出 張",                    out_of_office, 0.70},
  {"taishoku",       "退 職",                    left_company, 0.93},
  {"idou",           "異 動",                    left_company, 0.84},
  {"jidou",          "自 動 返|配|応 信|答",      auto_ack, 0.84},
};

constexpr Rule chinese[]{
  {"keyword_tuiding", "退 订|訂",                 opt_out, 0.97, message},
  {"keyword_quxiao", "取 消 (订|訂) (阅|閱)",       opt_out, 0.96, message},
  {"keyword_tingzhi", "停 止",                   opt_out, 0.95, message},
  {"meiyou_tuiding", "没|沒|不 (有) (想|要) 退 订|訂", none},
  {"tuiding",        "退 订|訂",                  opt_out, 0.93},
  {"quxiao_dingyue", "取 消 (我) (的) 订|訂 阅|閱",   opt_out, 0.93},
  {"buyao_fa",       "不 要 再 (给|給) (我) 发|發|联|聯", opt_out, 0.93},
  {"bie_fa",         "别|別 再 (给|給) (我) 发|發",   opt_out, 0.93},
  {"bu_xiang_shou",  "不 想|希 (望) (再) 收 到|件",    opt_out, 0.93},
  {"buzai_shou",     "不 再 接|收 收|到",            opt_out, 0.90},
  {"shanchu_youxiang", "删|刪 除|掉 我|我 (的) (邮|郵) (箱)", opt_out, 0.88},
  {"yichu",          "移 除 我",                    opt_out, 0.92},
  {"shanchu_shuju",  "删|刪 除 (我) (的) (所) (有) (个|個) (人) 数|數|信|資|资 据|據|息|料", erasure, 0.92},
  {"meiyou_xingqu",  "没|沒|不 (有) (感) 兴|興 趣",   not_interested, 0.93},
  {"bu_xuyao",       "不 需 要",                    not_interested, 0.86},
  {"you_xingqu",     "有|感 兴|興 趣",              interested, 0.88},
  {"qing_fa",        "请|請 发|發|联|聯|寄",         interested, 0.76},
  {"xiujia",         "休 假",                       out_of_office, 0.88},
  {"bu_zai",         "不 在 办|辦",                  out_of_office, 0.90},
  {"lizhi",          "离|離 职|職|开|開",            left_company, 0.88},
  {"zidong",         "自 动|動 回|答 复|覆|復",      out_of_office, 0.70},
};

constexpr Rule korean[]{
  {"keyword_sugeo",  "수 신 거 부",                opt_out, 0.97, message},
  {"keyword_geobu",  "거 부",                     opt_out, 0.95, message},
  {"keyword_haeji",  "해 지|제",                   opt_out, 0.95, message},
  {"keyword_gudok",  "구 독 취|해 소|지",            opt_out, 0.96, message},
  {"sugeo",          "수 신 거 부",                 opt_out, 0.95},
  {"gudok_haeji",    "구 독 (을) 해|취 지|소",       opt_out, 0.93},
  {"bonaeji",        "보 내 지 마|말",              opt_out, 0.93},
  {"geuman",         "그 만 보 내",                 opt_out, 0.93},
  {"gwansim_eop",    "관 심 (이) 없",               not_interested, 0.93},
  {"gwansim_it",     "관 심 (이) 있",               interested, 0.92},
  {"hyuga",          "휴 가|직",                    out_of_office, 0.88},
  {"bujae",          "부 재",                       out_of_office, 0.86},
  {"toesa",          "퇴 사|직",                    left_company, 0.92},
};
// clang-format on

} // namespace

std::span<const RuleTable> rules_without_spaces() {
  static constexpr std::array tables{
      RuleTable{.language = "ja", .slots = {}, .rules = japanese},
      RuleTable{.language = "zh", .slots = {}, .rules = chinese},
      RuleTable{.language = "ko", .slots = {}, .rules = korean},
  };
  return tables;
}

} // namespace classifier
