// Errors as the Connect protocol carries them: an HTTP status and a JSON body, both ways.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.hpp"
#include "services/http/message.hpp"

namespace ladder::http {

// The HTTP status of a code. Source: connectrpc.com/docs/protocol, "Error codes".
int http_status(base::Code code);

// The code behind an HTTP status that came without a Connect error, such as a proxy's.
// Source: the same, "HTTP to error code".
base::Code code_of_http_status(int status);

// {"code":…,"message":…,"details":[{"type":"ladder.v1.UnmetGate","value":base64,"debug":{…}},…]}
std::string to_json(const base::Error& error);

// What to_json wrote, or another Connect server; `status` stands in for a code that is missing or
// unknown. Details of other types are left out.
base::Error parse_error(std::string_view json, int status);

// The response with the status of the error's code.
Response error_response(const base::Error& error);
// The same with an HTTP status of its own: 404, 405, 408, 413, 415, 431.
Response error_response(int status, const base::Error& error);

}  // namespace ladder::http
