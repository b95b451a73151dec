#include "services/cli/words.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "engine/base/dates.hpp"
#include "engine/definition/suggest.hpp"
#include "services/api/moment.hpp"

namespace ladder::cli {

namespace {

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

// "body_kind_" of BodyKind: what every value's name begins with.
std::string prefix_of(const google::protobuf::EnumDescriptor& type) {
    std::string prefix;
    for (const char c : type.name()) {
        if (std::isupper(static_cast<unsigned char>(c)) != 0 && !prefix.empty()) {
            prefix += '_';
        }
        prefix += lower(c);
    }
    return prefix + '_';
}

std::string lowered(const std::string& text) {
    std::string result = text;
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

}  // namespace

std::string word_of(const google::protobuf::EnumDescriptor& type, int value) {
    const auto* found = type.FindValueByNumber(value);
    if (found == nullptr || value == 0) {
        return "-";
    }
    return lowered(found->name()).substr(prefix_of(type).size());
}

std::vector<std::string> words_of(const google::protobuf::EnumDescriptor& type) {
    std::vector<std::string> words;
    for (int i = 0; i < type.value_count(); ++i) {
        if (type.value(i)->number() != 0) {
            words.push_back(word_of(type, type.value(i)->number()));
        }
    }
    return words;
}

base::Result<int> value_of(
    const google::protobuf::EnumDescriptor& type, std::string_view word, const std::string& field
) {
    std::string wanted{word};
    std::replace(wanted.begin(), wanted.end(), '-', '_');
    wanted = lowered(wanted);
    for (int i = 0; i < type.value_count(); ++i) {
        const int number = type.value(i)->number();
        if (number != 0 && word_of(type, number) == wanted) {
            return number;
        }
    }
    return base::field_error(
        field,
        fmt::format("unknown word '{}'; {}", word, definition::suggest(wanted, words_of(type)))
    );
}

std::string moment(const google::protobuf::Timestamp& timestamp) {
    const auto instant = base::from_timestamp(timestamp);
    if (!instant || (timestamp.seconds() == 0 && timestamp.nanos() == 0)) {
        return "-";
    }
    auto text = base::to_string(*instant);  // 2011-03-31T14:05:09.123456Z
    text[10] = ' ';
    return text.substr(0, 19) + "Z";
}

base::Result<google::protobuf::Timestamp> parse_known_at(std::string_view text) {
    return api::parse_moment("--known-at", text);
}

std::string bare(std::string_view name) {
    return std::string{name.substr(name.find('/') + 1)};
}

std::string full(std::string_view collection, std::string_view name) {
    return name.empty() || name.find('/') != std::string_view::npos
               ? std::string{name}
               : fmt::format("{}/{}", collection, name);
}

std::string in_words(const v1::Actor& actor) {
    return actor.person().empty() ? "-" : fmt::format("{} ({})", actor.person(), actor.capacity());
}

std::string or_dash(std::string_view text) {
    return std::string{text.empty() ? "-" : text};
}

std::string number(double value) {
    return fmt::format("{}", value);
}

}  // namespace ladder::cli
