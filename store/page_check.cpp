#include "store/page_check.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstring>

#include "store/disk.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;

namespace {

// The format of LMDB 0.9's files on a 64-bit machine, in the machine's own order of octets.
constexpr std::size_t header_size = 16; // page number 8, padding 2, flags 2, lower 2, upper 2 (overflow: pages 4)
constexpr std::size_t node_size = 8;    // low 2, high 2, flags 2, size of the key 2
constexpr std::size_t tree_size = 48;
constexpr std::uint64_t no_page = ~std::uint64_t{0};
constexpr std::uint64_t meta_pages = 2;
constexpr unsigned branch = 1, leaf = 2, overflow = 4;
constexpr unsigned big_data = 1, sub_tree = 2, known_node_flags = 3;
constexpr std::size_t deepest = 32;
constexpr std::size_t largest_page = 65'536;

template <class Number>
Number number_at(std::string_view octets, std::size_t offset) {
  Number number{};
  std::memcpy(&number, octets.data() + offset, sizeof number);
  return number;
}

struct Tree {
  std::uint16_t depth = 0;
  std::uint64_t branch_pages = 0, leaf_pages = 0, overflow_pages = 0, entries = 0;
  std::uint64_t root = no_page;
};
Tree tree_at(std::string_view octets, std::size_t offset) {
  return {.depth = number_at<std::uint16_t>(octets, offset + 6),
          .branch_pages = number_at<std::uint64_t>(octets, offset + 8),
          .leaf_pages = number_at<std::uint64_t>(octets, offset + 16),
          .overflow_pages = number_at<std::uint64_t>(octets, offset + 24),
          .entries = number_at<std::uint64_t>(octets, offset + 32),
          .root = number_at<std::uint64_t>(octets, offset + 40)};
}

struct Meta {
  std::size_t page_size = 0;
  Tree free, main;
  std::uint64_t last_page = 0;
  std::uint64_t transaction = 0;
};
Meta meta_of(std::string_view page) {
  constexpr std::size_t trees = header_size + 24; // after magic 4, version 4, address 8, size of the map 8
  return {.page_size = number_at<std::uint32_t>(page, trees),
          .free = tree_at(page, trees),
          .main = tree_at(page, trees + tree_size),
          .last_page = number_at<std::uint64_t>(page, trees + 2 * tree_size),
          .transaction = number_at<std::uint64_t>(page, trees + 2 * tree_size + 8)};
}

class PageCheck {
 public:
  PageCheck(int file, const Meta& meta) : file_(file), meta_(meta), seen_(meta.last_page + 1) {}

  Result<void> run() {
    seen_[0] = seen_[1] = true;
    trees_.push_back({meta_.main, Content::trees});
    if (auto walked = walk({meta_.free, Content::free_pages}); !walked) return walked;
    while (!trees_.empty()) {
      const Named next = trees_.back();
      trees_.pop_back();
      if (auto walked = walk(next); !walked) return walked;
    }
    return take_free_pages();
  }

 private:
  enum class Content : std::uint8_t { rows, trees, free_pages };
  struct Named {
    Tree tree;
    Content content;
  };
  struct Visit {
    std::uint64_t page = 0;
    std::size_t depth = 0;
  };

  static tl::unexpected<parsers::Error> damaged(std::uint64_t page, std::string_view what) {
    return failure(ErrorCode::corrupt, "page " + std::to_string(page) + " of the store's file " + std::string(what));
  }
  Result<void> take(std::uint64_t page) {
    if (page > meta_.last_page) return damaged(page, "is beyond the last one");
    if (seen_[page]) return damaged(page, "is used twice");
    seen_[page] = true;
    return {};
  }
  Result<std::string> read(std::uint64_t page, std::uint64_t count) const {
    std::string octets(count * meta_.page_size, '\0');
    const auto got = ::pread(file_, octets.data(), octets.size(), static_cast<off_t>(page * meta_.page_size));
    if (got < 0 || static_cast<std::size_t>(got) != octets.size()) return damaged(page, "cannot be read");
    return octets;
  }

  Result<void> walk(const Named& named) {
    counted_ = {.depth = named.tree.depth, .root = named.tree.root};
    std::vector<Visit> visits;
    if (named.tree.root != no_page) visits.push_back({named.tree.root, 1});
    if (named.tree.depth > deepest) return damaged(named.tree.root, "is the root of too deep a tree");
    while (!visits.empty()) {
      const Visit visit = visits.back();
      visits.pop_back();
      if (auto seen = visit_page(visit, named, visits); !seen) return seen;
    }
    const bool agrees = counted_.branch_pages == named.tree.branch_pages &&
                        counted_.leaf_pages == named.tree.leaf_pages &&
                        counted_.overflow_pages == named.tree.overflow_pages && counted_.entries == named.tree.entries;
    return agrees ? Result<void>() : damaged(named.tree.root, "is the root of a tree that was counted otherwise");
  }

  Result<void> visit_page(const Visit& visit, const Named& named, std::vector<Visit>& visits) {
    if (auto taken = take(visit.page); !taken) return taken;
    const auto octets = read(visit.page, 1);
    if (!octets) return tl::unexpected(octets.error());
    const bool is_leaf = visit.depth == named.tree.depth;
    const auto lower = number_at<std::uint16_t>(*octets, 12);
    const auto upper = number_at<std::uint16_t>(*octets, 14);
    if (number_at<std::uint64_t>(*octets, 0) != visit.page) return damaged(visit.page, "has another number");
    if (number_at<std::uint16_t>(*octets, 10) != (is_leaf ? leaf : branch))
      return damaged(visit.page, "has other flags");
    if (lower < header_size || lower % 2 != 0 || lower > upper || upper > meta_.page_size) {
      return damaged(visit.page, "has other bounds");
    }
    ++(is_leaf ? counted_.leaf_pages : counted_.branch_pages);
    for (std::size_t place = header_size; place < lower; place += 2) {
      const std::size_t node = number_at<std::uint16_t>(*octets, place);
      if (node < upper || node + node_size > meta_.page_size)
        return damaged(visit.page, "has a node out of its bounds");
      if (is_leaf) {
        if (auto seen = visit_row(*octets, node, visit.page, named.content); !seen) return seen;
      } else {
        visits.push_back({child_of(*octets, node), visit.depth + 1});
        const std::size_t key = number_at<std::uint16_t>(*octets, node + 6);
        if (node + node_size + key > meta_.page_size) return damaged(visit.page, "has a key out of its bounds");
      }
    }
    return {};
  }

  static std::uint64_t child_of(std::string_view octets, std::size_t node) {
    return std::uint64_t{number_at<std::uint16_t>(octets, node)} |
           std::uint64_t{number_at<std::uint16_t>(octets, node + 2)} << 16 |
           std::uint64_t{number_at<std::uint16_t>(octets, node + 4)} << 32;
  }

  Result<void> visit_row(const std::string& octets, std::size_t node, std::uint64_t page, Content content) {
    ++counted_.entries;
    const std::size_t size =
        number_at<std::uint16_t>(octets, node) | std::size_t{number_at<std::uint16_t>(octets, node + 2)} << 16;
    const auto flags = number_at<std::uint16_t>(octets, node + 4);
    const std::size_t value = node + node_size + number_at<std::uint16_t>(octets, node + 6);
    const std::size_t here = (flags & big_data) != 0 ? sizeof(std::uint64_t) : size;
    if ((flags & ~known_node_flags) != 0 || value + here > meta_.page_size)
      return damaged(page, "has a row out of its bounds");
    if (((flags & sub_tree) != 0) != (content == Content::trees)) return damaged(page, "has a row of another kind");
    if ((flags & big_data) == 0) return visit_value(std::string_view(octets).substr(value, size), page, content);
    const auto first = number_at<std::uint64_t>(octets, value);
    const std::uint64_t count = (header_size + size + meta_.page_size - 1) / meta_.page_size;
    for (std::uint64_t i = 0; i < count; ++i) {
      if (auto taken = take(first + i); !taken) return taken;
    }
    counted_.overflow_pages += count;
    const auto header = read(first, content == Content::free_pages ? count : 1);
    if (!header) return tl::unexpected(header.error());
    if (number_at<std::uint64_t>(*header, 0) != first || number_at<std::uint16_t>(*header, 10) != overflow ||
        number_at<std::uint32_t>(*header, 12) != count) {
      return damaged(first, "is not the begin of a long row");
    }
    if (content != Content::free_pages) return {};
    return visit_value(std::string_view(*header).substr(header_size, size), first, content);
  }

  Result<void> visit_value(std::string_view value, std::uint64_t page, Content content) {
    if (content == Content::trees) {
      if (value.size() != tree_size) return damaged(page, "has a tree of another size");
      trees_.push_back({tree_at(value, 0), Content::rows});
    }
    if (content != Content::free_pages) return {};
    constexpr std::size_t each = sizeof(std::uint64_t);
    if (value.size() < each || value.size() < each * (number_at<std::uint64_t>(value, 0) % largest_list + 1)) {
      return damaged(page, "has a list of free pages of another size");
    }
    const auto count = number_at<std::uint64_t>(value, 0);
    if (count >= largest_list) return damaged(page, "has too long a list of free pages");
    for (std::uint64_t i = 1; i <= count; ++i) free_.push_back(number_at<std::uint64_t>(value, i * each));
    return {};
  }

  /// What is free is in no tree, and what is in no tree is free: else a writer would write over rows.
  Result<void> take_free_pages() {
    for (const std::uint64_t page : free_) {
      if (auto taken = take(page); !taken) return taken;
    }
    const auto lost = std::ranges::find(seen_, false);
    if (lost == seen_.end()) return {};
    return damaged(static_cast<std::uint64_t>(lost - seen_.begin()), "is neither used nor free");
  }

  static constexpr std::uint64_t largest_list = std::uint64_t{1} << 32;

  int file_;
  Meta meta_;
  Tree counted_;
  std::vector<Named> trees_; // that were found and not yet walked
  std::vector<bool> seen_;
  std::vector<std::uint64_t> free_;
};

/// The meta page of this transaction; nothing when both have gone on to later ones.
std::optional<Meta> find_meta(int file, std::uint64_t transaction, std::uint64_t size) {
  char octets[header_size + 24 + 2 * tree_size + 16];
  std::size_t page_size = 0;
  for (std::uint64_t page = 0; page < meta_pages; ++page) {
    const auto got = ::pread(file, octets, sizeof octets, static_cast<off_t>(page * page_size));
    if (got != static_cast<ssize_t>(sizeof octets)) return std::nullopt;
    const Meta meta = meta_of({octets, sizeof octets});
    if (page == 0) page_size = meta.page_size;
    if (page_size < 512 || page_size > largest_page) return std::nullopt;
    if (meta.transaction == transaction && meta.page_size == page_size && meta.last_page < size / page_size)
      return meta;
  }
  return std::nullopt;
}

} // namespace

Result<void> check_pages(Environment& environment) {
  const std::string path = environment.name() + "/data.mdb";
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) return failure(ErrorCode::permission_denied, "cannot read " + path);
  constexpr int most_attempts = 100; // a writer may take both meta pages meanwhile
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    const auto transaction = environment.read();
    if (!transaction) return tl::unexpected(transaction.error());
    const auto size = ::lseek(file.get(), 0, SEEK_END);
    const auto meta =
        find_meta(file.get(), transaction->number(), static_cast<std::uint64_t>(std::max<off_t>(size, 0)));
    if (meta) return PageCheck(file.get(), *meta).run();
  }
  return failure(ErrorCode::corrupt, path + " has no meta page of its last transaction");
}

} // namespace store
