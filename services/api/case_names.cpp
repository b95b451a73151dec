#include "services/api/case_names.hpp"

#include <fmt/format.h>

namespace ladder::api {

base::Error no_such_case(std::string_view name) {
    return {
        base::Code::not_found,
        fmt::format("there is no case {}; `ladder case list` shows those there are", name),
        {}};
}

base::Error no_such_body(std::string_view name) {
    return {
        base::Code::not_found,
        fmt::format("there is no body {}; `ladder body list` shows those there are", name),
        {}};
}

}  // namespace ladder::api
