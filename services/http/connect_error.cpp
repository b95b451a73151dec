#include "services/http/connect_error.hpp"

#include <optional>
#include <utility>
#include <variant>

#include <fmt/format.h>
#include <google/protobuf/stubs/logging.h>

#include "services/http/codec.hpp"
#include "services/http/json_reader.hpp"
#include "services/http/json_text.hpp"

namespace ladder::http {

namespace {

constexpr int code_first = 1;
constexpr int code_last = 16;

void append_detail(std::string& out, const google::protobuf::Message& detail) {
    out += R"({"type":)";
    append_json_string(out, detail.GetDescriptor()->full_name());
    out += R"(,"value":)";
    append_json_string(out, to_base64(detail.SerializeAsString(), false));
    out += R"(,"debug":)";
    out += to_json(detail);
    out += '}';
}

std::optional<base::Code> code_named(std::string_view name) {
    for (int i = code_first; i <= code_last; ++i) {
        if (base::to_string(static_cast<base::Code>(i)) == name) {
            return static_cast<base::Code>(i);
        }
    }
    return std::nullopt;
}

// Tries the alternatives of base::Detail one after the other.
template <std::size_t I = 0>
std::optional<base::Detail> make_detail(std::string_view type, const std::string& bytes) {
    if constexpr (I < std::variant_size_v<base::Detail>) {
        std::variant_alternative_t<I, base::Detail> detail;
        if (detail.GetDescriptor()->full_name() != type) {
            return make_detail<I + 1>(type, bytes);
        }
        if (detail.ParseFromString(bytes)) {
            return base::Detail{std::move(detail)};
        }
    }
    return std::nullopt;
}

void read_detail(JsonReader& reader, std::vector<base::Detail>& details) {
    std::string type;
    std::string value;
    std::string key;
    reader.begin_object();
    while (reader.next_member(key)) {
        if (key == "type") {
            reader.read_string(type);
        } else if (key == "value") {
            reader.read_string(value);
        } else {
            reader.skip_value();
        }
    }
    // protobuf says on stderr what is wrong with a detail; it is just left out.
    const google::protobuf::LogSilencer silence;
    const auto bytes = from_base64(value);
    if (!reader.ok() || !bytes) {
        return;
    }
    if (auto detail = make_detail(type, *bytes)) {
        details.push_back(std::move(*detail));
    }
}

void read_error(JsonReader& reader, base::Error& error) {
    std::string key;
    std::string code;
    reader.begin_object();
    while (reader.next_member(key)) {
        if (key == "code") {
            reader.read_string(code);
            error.code = code_named(code).value_or(error.code);
        } else if (key == "message") {
            reader.read_string(error.message);
        } else if (key == "details") {
            reader.begin_array();
            while (reader.next_element()) {
                read_detail(reader, error.details);
            }
        } else {
            reader.skip_value();
        }
    }
}

}  // namespace

int http_status(base::Code code) {
    switch (code) {
        case base::Code::canceled:
            return 499;
        case base::Code::unknown:
        case base::Code::internal:
        case base::Code::data_loss:
            return 500;
        case base::Code::invalid_argument:
        case base::Code::failed_precondition:
        case base::Code::out_of_range:
            return 400;
        case base::Code::deadline_exceeded:
            return 504;
        case base::Code::not_found:
            return 404;
        case base::Code::already_exists:
        case base::Code::aborted:
            return 409;
        case base::Code::permission_denied:
            return 403;
        case base::Code::resource_exhausted:
            return 429;
        case base::Code::unimplemented:
            return 501;
        case base::Code::unavailable:
            return 503;
        case base::Code::unauthenticated:
            return 401;
    }
    return 500;
}

base::Code code_of_http_status(int status) {
    switch (status) {
        case 400:
            return base::Code::internal;
        case 401:
            return base::Code::unauthenticated;
        case 403:
            return base::Code::permission_denied;
        case 404:
            return base::Code::unimplemented;
        case 429:
        case 502:
        case 503:
        case 504:
            return base::Code::unavailable;
        default:
            return base::Code::unknown;
    }
}

std::string to_json(const base::Error& error) {
    std::string out = R"({"code":")";
    out += base::to_string(error.code);
    out += R"(","message":)";
    append_json_string(out, error.message);
    if (!error.details.empty()) {
        out += R"(,"details":[)";
        for (std::size_t i = 0; i < error.details.size(); ++i) {
            out += i == 0 ? "" : ",";
            std::visit([&](const auto& d) { append_detail(out, d); }, error.details[i]);
        }
        out += ']';
    }
    out += '}';
    return out;
}

base::Error parse_error(std::string_view json, int status) {
    base::Error error{code_of_http_status(status), {}, {}};
    JsonReader reader{json};
    read_error(reader, error);
    if (!reader.ok() || !reader.finish()) {
        return {code_of_http_status(status), fmt::format("HTTP status {}", status), {}};
    }
    return error;
}

Response error_response(const base::Error& error) {
    return error_response(http_status(error.code), error);
}

Response error_response(int status, const base::Error& error) {
    Response response;
    response.status = status;
    response.content_type = "application/json";
    response.body = to_json(error);
    response.code = base::to_string(error.code);
    if (status == 401) {
        response.headers.push_back({"WWW-Authenticate", "Bearer"});  // RFC 9110 section 11.6.1
    }
    return response;
}

}  // namespace ladder::http
