-- Asks for the addresses of a file in turn, each thread from another place in it, and prints
-- percentiles.
local addresses, at, threads = {}, 0, 0

function setup(thread)
  thread:set("at", threads * 7)
  threads = threads + 1
end

function init(args)
  for line in io.lines(args[1]) do addresses[#addresses + 1] = line end
  wrk.headers["Cookie"] = args[2]
end

function request()
  at = at + 1
  return wrk.format("GET", addresses[(at - 1) % #addresses + 1])
end

function done(summary, latency, requests)
  local bad = summary.errors.status + summary.errors.timeout + summary.errors.read
  io.write(string.format("RESULT %d %.3f %d", summary.requests, summary.duration / 1e6, bad))
  for _, share in ipairs({50, 95, 99}) do
    io.write(string.format(" %.1f", latency:percentile(share) / 1000))
  end
  io.write("\n")
end
