// parse_json: the JSON mapping of protobuf into a message, by reflection.
#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/time_util.h>

#include "services/http/codec.hpp"
#include "services/http/json_reader.hpp"
#include "services/http/json_slot.hpp"
#include "services/http/json_text.hpp"
#include "services/http/nearest.hpp"

namespace ladder::http {

namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

class Decoder {
public:
    explicit Decoder(std::string_view text) : reader_{text} {}

    bool decode(Message& message) { return read_message(message) && reader_.finish(); }
    base::Error error() const;

private:
    bool read_message(Message& message);
    bool read_member(Message& message, const std::string& key, std::vector<bool>& seen);
    bool read_field(Message& message, const FieldDescriptor& field);
    bool read_repeated(Message& message, const FieldDescriptor& field);
    bool read_map(Message& message, const FieldDescriptor& field);
    bool read_map_key(Message& entry, const std::string& key);
    bool read_value(const Slot& slot);
    bool read_number(const Slot& slot);
    bool read_text(const Slot& slot);
    bool read_enum(const Slot& slot);
    bool read_known_type(Message& message);
    bool put_number(const Slot& slot, std::string_view text) {
        auto problem = http::put_number(slot, text);
        return problem.empty() || fail(std::move(problem));
    }
    bool unknown_name(const Descriptor& descriptor, const std::string& key);
    // Fails at the latest key or value.
    bool fail(std::string message) { return reader_.fail(reader_.token(), std::move(message)); }

    JsonReader reader_;
    std::string path_;
};

// Lengthens the path for as long as it lives, and longer if what it named was wrong.
class Step {
public:
    Step(std::string& path, const JsonReader& reader, std::string_view step)
        : path_{path}, reader_{reader}, size_{path.size()} {
        path_ += step;
    }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;
    ~Step() {
        if (reader_.ok()) {
            path_.resize(size_);
        }
    }

private:
    std::string& path_;
    const JsonReader& reader_;
    std::size_t size_;
};

base::Error Decoder::error() const {
    const auto& failure = *reader_.failure();
    const auto at = position_of(reader_.text(), failure.offset);
    const auto where = fmt::format("line {}, column {}: ", at.line, at.column);
    if (!path_.empty()) {
        auto error = base::field_error(path_, failure.message);
        error.message = where + error.message;
        return error;
    }
    v1::TextIssue issue;
    issue.set_line(at.line);
    issue.set_column(at.column);
    issue.set_message(failure.message);
    base::Error error{base::Code::invalid_argument, where + failure.message, {}};
    error.details.emplace_back(std::move(issue));
    return error;
}

const FieldDescriptor* find_field(const Descriptor& descriptor, const std::string& key) {
    for (int i = 0; i < descriptor.field_count(); ++i) {
        const auto* field = descriptor.field(i);
        if (field->json_name() == key || field->name() == key) {
            return field;
        }
    }
    return nullptr;
}

bool Decoder::read_message(Message& message) {
    const auto& descriptor = *message.GetDescriptor();
    if (descriptor.file()->package() == "google.protobuf") {
        return read_known_type(message);
    }
    if (reader_.kind() != JsonKind::object) {
        return reader_.fail(
            reader_.offset(),
            fmt::format("expected an object {{…}} with the fields of {}", descriptor.full_name())
        );
    }
    std::vector<bool> seen(static_cast<std::size_t>(descriptor.field_count()));
    std::string key;
    reader_.begin_object();
    while (reader_.next_member(key)) {
        if (!read_member(message, key, seen)) {
            return false;
        }
    }
    return reader_.ok();
}

bool Decoder::read_member(Message& message, const std::string& key, std::vector<bool>& seen) {
    const auto& descriptor = *message.GetDescriptor();
    const auto* field = find_field(descriptor, key);
    if (field == nullptr) {
        return unknown_name(descriptor, key);
    }
    const Step step{path_, reader_, path_.empty() ? field->name() : "." + field->name()};
    auto already = seen[static_cast<std::size_t>(field->index())];
    if (already) {
        return fail("given twice; give it once");
    }
    already = true;
    if (reader_.kind() == JsonKind::null) {
        return reader_.read_null();  // as if it were not there
    }
    if (const auto* oneof = field->real_containing_oneof()) {
        const auto* other = message.GetReflection()->GetOneofFieldDescriptor(message, oneof);
        if (other != nullptr) {
            return fail(fmt::format("can't be given together with {}; give one", other->name()));
        }
    }
    return read_field(message, *field);
}

bool Decoder::unknown_name(const Descriptor& descriptor, const std::string& key) {
    std::vector<std::string_view> names;
    names.reserve(static_cast<std::size_t>(descriptor.field_count()));
    for (int i = 0; i < descriptor.field_count(); ++i) {
        names.emplace_back(descriptor.field(i)->json_name());
    }
    const auto shown = clipped(key, 80);
    const auto meant = nearest(key, names);
    std::string fix;
    if (!meant.empty()) {
        fix = fmt::format("did you mean \"{}\"?", meant);
    } else if (names.empty()) {
        fix = "it has no fields";
    } else {
        fix = fmt::format("its fields are {}", fmt::join(names, ", "));
    }
    const Step step{path_, reader_, path_.empty() ? std::string{shown} : fmt::format(".{}", shown)};
    return fail(fmt::format("{} has no field \"{}\"; {}", descriptor.full_name(), shown, fix));
}

bool Decoder::read_field(Message& message, const FieldDescriptor& field) {
    if (field.is_map()) {
        return read_map(message, field);
    }
    return field.is_repeated() ? read_repeated(message, field) : read_value(Slot{message, field});
}

bool Decoder::read_repeated(Message& message, const FieldDescriptor& field) {
    if (!reader_.begin_array()) {
        return false;
    }
    const Slot slot{message, field};
    for (int i = 0; reader_.next_element(); ++i) {
        const Step step{path_, reader_, fmt::format("[{}]", i)};
        if (!read_value(slot)) {
            return false;
        }
    }
    return reader_.ok();
}

bool Decoder::read_map(Message& message, const FieldDescriptor& field) {
    std::vector<std::string> keys;
    std::string key;
    reader_.begin_object();
    while (reader_.next_member(key)) {
        const Step step{path_, reader_, fmt::format("[\"{}\"]", key)};
        if (std::find(keys.begin(), keys.end(), key) != keys.end()) {
            return fail("given twice; give it once");
        }
        keys.push_back(key);
        auto& entry = Slot{message, field}.put_message();
        const auto& value = *field.message_type()->map_value();
        if (!read_map_key(entry, key) || !read_value(Slot{entry, value})) {
            return false;
        }
    }
    return reader_.ok();
}

bool Decoder::read_map_key(Message& entry, const std::string& key) {
    const Slot slot{entry, *entry.GetDescriptor()->map_key()};
    switch (slot.field().cpp_type()) {
        case FieldDescriptor::CPPTYPE_STRING:
            slot.put(key);
            return true;
        case FieldDescriptor::CPPTYPE_BOOL:
            slot.put(key == "true");
            return key == "true" || key == "false" || fail("the key must be true or false");
        default:
            return put_number(slot, key);
    }
}

bool Decoder::read_value(const Slot& slot) {
    switch (slot.field().type()) {
        case FieldDescriptor::TYPE_BOOL: {
            bool value = false;
            if (!reader_.read_boolean(value)) {
                return false;
            }
            slot.put(value);
            return true;
        }
        case FieldDescriptor::TYPE_STRING:
        case FieldDescriptor::TYPE_BYTES:
            return read_text(slot);
        case FieldDescriptor::TYPE_ENUM:
            return read_enum(slot);
        case FieldDescriptor::TYPE_MESSAGE:
        case FieldDescriptor::TYPE_GROUP:
            return read_message(slot.put_message());
        default:
            return read_number(slot);
    }
}

bool Decoder::read_text(const Slot& slot) {
    std::string value;
    if (!reader_.read_string(value)) {
        return false;
    }
    if (slot.field().type() == FieldDescriptor::TYPE_BYTES) {
        auto bytes = from_base64(value);
        if (!bytes) {
            return fail("not base64; send the bytes in base64");
        }
        slot.put(std::move(*bytes));
        return true;
    }
    if (value.find('\0') != std::string::npos) {
        return fail("the text holds the character U+0000, which no text may");
    }
    slot.put(std::move(value));
    return true;
}

bool Decoder::read_enum(const Slot& slot) {
    const auto& type = *slot.field().enum_type();
    const EnumValueDescriptor* value = nullptr;
    std::string name;
    if (reader_.kind() == JsonKind::number) {
        std::string_view digits;
        if (!reader_.read_number(digits)) {
            return false;
        }
        name = digits;
        int number = 0;
        const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (end.ec == std::errc{} && end.ptr == digits.data() + digits.size()) {
            value = type.FindValueByNumber(number);
        }
    } else if (!reader_.read_string(name)) {
        return false;
    } else {
        value = type.FindValueByName(name);
    }
    if (value != nullptr) {
        slot.put(*value);
        return true;
    }
    std::vector<std::string_view> names;
    names.reserve(static_cast<std::size_t>(type.value_count()));
    for (int i = 0; i < type.value_count(); ++i) {
        names.emplace_back(type.value(i)->name());
    }
    const auto meant = nearest(name, names);
    return fail(
        meant.empty()
            ? fmt::format("\"{}\" is none of {}", clipped(name, 80), fmt::join(names, ", "))
            : fmt::format(
                  "\"{}\" is not a value of {}; did you mean {}?",
                  clipped(name, 80),
                  type.full_name(),
                  meant
              )
    );
}

bool Decoder::read_number(const Slot& slot) {
    if (reader_.kind() != JsonKind::string) {
        std::string_view text;
        if (reader_.kind() != JsonKind::number) {
            return reader_.fail(reader_.offset(), "expected a number");
        }
        return reader_.read_number(text) && put_number(slot, text);
    }
    std::string text;
    return reader_.read_string(text) && put_number(slot, text);
}

// Types with a JSON form of their own, such as Timestamp: protobuf's own reader has them all.
bool Decoder::read_known_type(Message& message) {
    const bool is_time = message.GetDescriptor() == google::protobuf::Timestamp::descriptor();
    const bool is_text = reader_.kind() == JsonKind::string;
    const auto begin = reader_.offset();
    if (!reader_.skip_value()) {
        return false;
    }
    const auto slice = reader_.text().substr(begin, reader_.offset() - begin);
    if ((is_text || !is_time) &&
        google::protobuf::util::JsonStringToMessage({slice.data(), slice.size()}, &message).ok()) {
        return true;
    }
    return reader_.fail(
        begin,
        is_time ? std::string{"not an instant; write it like \"2011-03-31T09:30:00Z\""}
                : fmt::format("not a {}", message.GetDescriptor()->full_name())
    );
}

}  // namespace

base::Result<void> parse_json(std::string_view text, Message& message) {
    Decoder decoder{text};
    if (!decoder.decode(message)) {
        return decoder.error();
    }
    return {};
}

}  // namespace ladder::http
