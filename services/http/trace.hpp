// Trace ids: one to follow a request by, from its caller or new.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace ladder::http {

// The trace id of a W3C traceparent header ("00-{32 hex}-{16 hex}-{2 hex}"), empty if it is not a
// valid one. Source: www.w3.org/TR/trace-context, section 3.2.
std::string trace_id_of(std::string_view traceparent);

// Makes trace ids: 128 random bits each. Not for secrets. One thread at a time.
class TraceIds {
public:
    TraceIds();
    std::string next();

private:
    std::mt19937_64 random_;
};

}  // namespace ladder::http
