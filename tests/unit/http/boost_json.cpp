#include "tests/unit/http/boost_json.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/parse_options.hpp>
#include <boost/json/src.hpp>

namespace ladder::http::test {

namespace {

// Takes note of nothing.
struct IgnoreAll {
    static constexpr std::size_t max_object_size = SIZE_MAX;
    static constexpr std::size_t max_array_size = SIZE_MAX;
    static constexpr std::size_t max_key_size = SIZE_MAX;
    static constexpr std::size_t max_string_size = SIZE_MAX;
    using Text = boost::json::string_view;
    using Code = boost::json::error_code;
    static bool on_document_begin(Code&) { return true; }
    static bool on_document_end(Code&) { return true; }
    static bool on_object_begin(Code&) { return true; }
    static bool on_object_end(std::size_t, Code&) { return true; }
    static bool on_array_begin(Code&) { return true; }
    static bool on_array_end(std::size_t, Code&) { return true; }
    static bool on_key_part(Text, std::size_t, Code&) { return true; }
    static bool on_key(Text, std::size_t, Code&) { return true; }
    static bool on_string_part(Text, std::size_t, Code&) { return true; }
    static bool on_string(Text, std::size_t, Code&) { return true; }
    static bool on_number_part(Text, Code&) { return true; }
    static bool on_int64(std::int64_t, Text, Code&) { return true; }
    static bool on_uint64(std::uint64_t, Text, Code&) { return true; }
    static bool on_double(double, Text, Code&) { return true; }
    static bool on_bool(bool, Code&) { return true; }
    static bool on_null(Code&) { return true; }
    static bool on_comment_part(Text, Code&) { return true; }
    static bool on_comment(Text, Code&) { return true; }
};

}  // namespace

bool boost_accepts(const std::string& text) {
    boost::json::basic_parser<IgnoreAll> parser{boost::json::parse_options{}};
    boost::json::error_code error;
    const auto used = parser.write_some(false, text.data(), text.size(), error);
    return !error && parser.done() && used == text.size();
}

}  // namespace ladder::http::test
