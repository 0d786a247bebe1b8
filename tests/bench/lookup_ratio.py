#!/usr/bin/env python3
"""Desist beside nginx `return 200` and Redis on loopback, in turn: look-ups a second, CPU, memory, and the ratios.

usage: lookup_ratio.py [--desist PATH] [--rows N] [--rounds N] [--seconds N]
Makes a store of N imported rows and a Redis set of the same keys, checks that the answers are right, then goes round
the peers, A B C A B C, and compares medians. Needs wrk, nginx, redis-server and redis-tools.
"""
import argparse, json, os, re, signal, socket, statistics, subprocess, sys, tempfile, time, urllib.request

SCRIPT = """
local rows, bulk, key = %d, %d, "%s"
local function address()
  local i = math.random(0, rows - 1)
  if math.random(100) > 10 then return string.format("nobody%%d@shop%%d.test", i, i %% 977) end
  return string.format("person%%d@shop%%d.test", i, i %% 977)
end
math.randomseed(os.time())
request = function()
  local fields = { ["Authorization"] = "Bearer " .. key }
  if bulk == 0 then return wrk.format("GET", "/v1/check?to=" .. address(), fields) end
  local to = {}
  for i = 1, bulk do to[i] = '"' .. address() .. '"' end
  fields["Content-Type"] = "application/json"
  return wrk.format("POST", "/v1/check", fields, '{"to":[' .. table.concat(to, ",") .. ']}')
end
"""
NGINX = """daemon off; worker_processes 2; pid %(scratch)s/nginx.pid; error_log /dev/null;
events { worker_connections 1024; }
http { access_log off; keepalive_requests 100000000;
server { listen 127.0.0.1:%(port)d; location / { default_type application/json; return 200 '%(answer)s'; } } }
"""
ANSWER = json.dumps({"to": "nobody@shop.test", "decision": "allow", "reason": None, "scope": None, "since": None,
                     "expires_at": None, "entry": None, "position": 1234})
BULK = 100


def person(i):
    return "person%d@shop%d.test" % (i, i % 977)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def family(pid):
    pids = [pid]
    for one in pids:
        with open("/proc/%d/task/%d/children" % (one, one)) as file:
            pids += map(int, file.read().split())
    return pids


def cpu_seconds(pid):
    ticks = 0
    for one in family(pid):
        with open("/proc/%d/stat" % one) as file:
            ticks += sum(map(int, file.read().rsplit(")", 1)[1].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def resident_mib(pid):
    with open("/proc/%d/status" % pid) as file:
        return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)) / 1024


class Bench:
    def __init__(self, arguments, scratch):
        self.a, self.scratch, self.ended = arguments, scratch, []
        self.data = os.path.join(scratch, "data")
        self.http, self.resp, self.nginx_port, self.redis_port = (free_port() for _ in range(4))

    def desist(self, *arguments, **options):
        return subprocess.run([self.a.desist, *arguments, "--data", self.data, "--json"], check=True,
                              stdout=subprocess.PIPE, **options).stdout.decode()

    def start(self, *command, **options):
        process = subprocess.Popen(command, **options)
        self.ended.append(process)
        return process

    def prepare(self):
        rows = os.path.join(self.scratch, "rows.csv")
        with open(rows, "w") as file:
            file.write("email\n")
            file.writelines(person(i) + "\n" for i in range(self.a.rows))
        self.key = json.loads(self.desist("setup", "--yes", "--domain", "example.test"))["api_key"]
        self.desist("import", rows, stderr=subprocess.DEVNULL)
        self.gateway = self.start(self.a.desist, "serve", "--data", self.data, "--http", "127.0.0.1:%d" % self.http,
                                  "--resp", "127.0.0.1:%d" % self.resp, stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL)
        self.gateway.stdout.readline()
        with open(os.path.join(self.scratch, "nginx.conf"), "w") as file:
            file.write(NGINX % {"scratch": self.scratch, "port": self.nginx_port, "answer": ANSWER})
        self.nginx = self.start("nginx", "-c", file.name, "-p", self.scratch, stderr=subprocess.DEVNULL)
        self.redis = self.start("redis-server", "--port", str(self.redis_port), "--bind", "127.0.0.1", "--save", "",
                                "--dir", self.scratch, stdout=subprocess.DEVNULL)
        time.sleep(1)
        load = subprocess.Popen(["redis-cli", "-p", str(self.redis_port), "--pipe"], stdin=subprocess.PIPE,
                                stdout=subprocess.DEVNULL)
        for i in range(self.a.rows):
            member = person(i).encode()
            load.stdin.write(b"*3\r\n$4\r\nSADD\r\n$1\r\ns\r\n$%d\r\n%s\r\n" % (len(member), member))
        load.communicate()
        for name, bulk in (("single.lua", 0), ("bulk.lua", BULK)):
            with open(os.path.join(self.scratch, name), "w") as file:
                file.write(SCRIPT % (self.a.rows, bulk, self.key))

    def check_answers(self):
        """An answer that is wrong is not fast."""
        for decision, to in (("deny", [person(i) for i in range(0, self.a.rows, max(1, self.a.rows // 500))]),
                             ("allow", ["nobody%d@shop1.test" % i for i in range(500)])):
            request = urllib.request.Request("http://127.0.0.1:%d/v1/check" % self.http, json.dumps({"to": to}).encode(),
                                             {"Authorization": "Bearer " + self.key})
            got = [result["decision"] for result in json.load(urllib.request.urlopen(request))["results"]]
            if got != [decision] * len(to):
                sys.exit("wrong answers: %d of %d are %s" % (got.count(decision), len(to), decision))

    def wrk(self, port, pid, script, connections):
        before = cpu_seconds(pid)
        out = subprocess.run(["wrk", "-t2", "-c%d" % connections, "-d%ds" % self.a.seconds, "-s",
                              os.path.join(self.scratch, script), "http://127.0.0.1:%d/" % port],
                             capture_output=True, text=True).stdout
        if "Non-2xx" in out or "Socket errors" in out:
            sys.exit("not a measurement:\n" + out)
        count = int(re.search(r"(\d+) requests in", out).group(1))
        return float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)), (cpu_seconds(pid) - before) / count * 1e6

    def redis_benchmark(self, port, pid, pipeline, command, key=None):
        count, before = 200_000 if pipeline == 1 else 2_000_000, cpu_seconds(pid)
        out = subprocess.run(["redis-benchmark", "-p", str(port), "-n", str(count), "-c", "64", "-P", str(pipeline),
                              "-q", "--threads", "2", "-r", "1000000000", *(["-a", key] if key else []), *command],
                             capture_output=True, text=True).stdout
        rate = re.findall(r"([\d.]+) requests per second", out)
        if not rate:
            sys.exit("not a measurement:\n" + out)
        return float(rate[-1]), (cpu_seconds(pid) - before) / count * 1e6

    def round(self):
        member = "nobody__rand_int__@shop1.test"
        yield "check", self.wrk(self.http, self.gateway.pid, "single.lua", 64)
        yield "nginx return 200", self.wrk(self.nginx_port, self.nginx.pid, "single.lua", 64)
        yield "check of 100", self.wrk(self.http, self.gateway.pid, "bulk.lua", 16)
        for pipeline in (1, 16):
            yield "SISMEMBER -P %d" % pipeline, self.redis_benchmark(
                self.redis_port, self.redis.pid, pipeline, ["sismember", "s", member])
            yield "EXISTS -P %d" % pipeline, self.redis_benchmark(
                self.resp, self.gateway.pid, pipeline, ["exists", member], self.key)

    def run(self):
        self.prepare()
        self.check_answers()
        table = {}
        for _ in range(self.a.rounds):
            for name, measured in self.round():
                table.setdefault(name, []).append(measured)
        rate = {name: statistics.median(one[0] for one in measured) for name, measured in table.items()}
        for name, measured in table.items():
            print("%-18s %9.0f/s  %6.2f us CPU of the server" % (
                name, rate[name], statistics.median(one[1] for one in measured)))
        for what, ratio, goal in (
                ("check / nginx", rate["check"] / rate["nginx return 200"], 0.85),
                ("check / SISMEMBER", rate["check"] / rate["SISMEMBER -P 1"], 1.2),
                ("keys of bulk / SISMEMBER -P 16", rate["check of 100"] * BULK / rate["SISMEMBER -P 16"], 5),
                ("EXISTS / SISMEMBER", rate["EXISTS -P 1"] / rate["SISMEMBER -P 1"], 1),
                ("EXISTS -P 16 / SISMEMBER -P 16", rate["EXISTS -P 16"] / rate["SISMEMBER -P 16"], 1)):
            print("%-32s x%.2f  (goal x%s)" % (what, ratio, goal))
        print("resident: desist %.0f MiB, redis %.0f MiB for %d rows" % (
            resident_mib(self.gateway.pid), resident_mib(self.redis.pid), self.a.rows))

    def end(self):
        for process in reversed(self.ended):
            process.send_signal(signal.SIGTERM)
            process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--desist", default="build/release/desist")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3)
    with tempfile.TemporaryDirectory(prefix="desist-lookup-") as scratch:
        bench = Bench(parser.parse_args(), scratch)
        try:
            bench.run()
        finally:
            bench.end()


if __name__ == "__main__":
    main()
