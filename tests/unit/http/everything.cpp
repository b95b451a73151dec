#include "tests/unit/http/everything.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <string>

#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/text_format.h>

namespace ladder::http::test {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr auto definition = R"(
name: "everything.proto" package: "test" syntax: "proto3"
enum_type {
  name: "Colour"
  value { name: "COLOUR_UNSPECIFIED" number: 0 }
  value { name: "COLOUR_RED" number: 1 }
  value { name: "COLOUR_GREEN" number: 2 }
}
message_type {
  name: "Everything"
  field { name: "a_int32" number: 1 type: TYPE_INT32 label: LABEL_OPTIONAL }
  field { name: "a_int64" number: 2 type: TYPE_INT64 label: LABEL_OPTIONAL }
  field { name: "a_uint32" number: 3 type: TYPE_UINT32 label: LABEL_OPTIONAL }
  field { name: "a_uint64" number: 4 type: TYPE_UINT64 label: LABEL_OPTIONAL }
  field { name: "a_sint32" number: 5 type: TYPE_SINT32 label: LABEL_OPTIONAL }
  field { name: "a_fixed64" number: 6 type: TYPE_FIXED64 label: LABEL_OPTIONAL }
  field { name: "a_double" number: 7 type: TYPE_DOUBLE label: LABEL_OPTIONAL }
  field { name: "a_float" number: 8 type: TYPE_FLOAT label: LABEL_OPTIONAL }
  field { name: "a_bool" number: 9 type: TYPE_BOOL label: LABEL_OPTIONAL }
  field { name: "a_string" number: 10 type: TYPE_STRING label: LABEL_OPTIONAL }
  field { name: "a_bytes" number: 11 type: TYPE_BYTES label: LABEL_OPTIONAL }
  field { name: "a_colour" number: 12 type: TYPE_ENUM type_name: ".test.Colour" label: LABEL_OPTIONAL }
  field { name: "a_child" number: 13 type: TYPE_MESSAGE type_name: ".test.Everything" label: LABEL_OPTIONAL }
  field { name: "many_int64" number: 21 type: TYPE_INT64 label: LABEL_REPEATED }
  field { name: "many_double" number: 22 type: TYPE_DOUBLE label: LABEL_REPEATED }
  field { name: "many_bool" number: 23 type: TYPE_BOOL label: LABEL_REPEATED }
  field { name: "many_string" number: 24 type: TYPE_STRING label: LABEL_REPEATED }
  field { name: "many_colour" number: 25 type: TYPE_ENUM type_name: ".test.Colour" label: LABEL_REPEATED }
  field { name: "many_child" number: 26 type: TYPE_MESSAGE type_name: ".test.Everything" label: LABEL_REPEATED }
  field { name: "many_float" number: 27 type: TYPE_FLOAT label: LABEL_REPEATED }
  field { name: "many_bytes" number: 28 type: TYPE_BYTES label: LABEL_REPEATED }
  field { name: "many_uint64" number: 29 type: TYPE_UINT64 label: LABEL_REPEATED }
  field { name: "many_int32" number: 30 type: TYPE_INT32 label: LABEL_REPEATED }
  field { name: "many_uint32" number: 31 type: TYPE_UINT32 label: LABEL_REPEATED }
  field { name: "named" number: 40 type: TYPE_MESSAGE type_name: ".test.Everything.NamedEntry" label: LABEL_REPEATED }
  field { name: "numbered" number: 41 type: TYPE_MESSAGE type_name: ".test.Everything.NumberedEntry" label: LABEL_REPEATED }
  field { name: "maybe" number: 50 type: TYPE_INT32 label: LABEL_OPTIONAL oneof_index: 1 proto3_optional: true }
  field { name: "one_text" number: 51 type: TYPE_STRING label: LABEL_OPTIONAL oneof_index: 0 }
  field { name: "one_count" number: 52 type: TYPE_INT32 label: LABEL_OPTIONAL oneof_index: 0 }
  oneof_decl { name: "one" }
  oneof_decl { name: "_maybe" }
  nested_type {
    name: "NamedEntry"
    field { name: "key" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL }
    field { name: "value" number: 2 type: TYPE_MESSAGE type_name: ".test.Everything" label: LABEL_OPTIONAL }
    options { map_entry: true }
  }
  nested_type {
    name: "NumberedEntry"
    field { name: "key" number: 1 type: TYPE_INT64 label: LABEL_OPTIONAL }
    field { name: "value" number: 2 type: TYPE_STRING label: LABEL_OPTIONAL }
    options { map_entry: true }
  }
}
)";

std::string random_text(std::mt19937_64& random) {
    constexpr std::array<const char*, 12> pieces{
        "a", "é", "€", "𝄞", "\"", "\\", "\n", "\x01", "/", "<", "\x7f", "\xE2\x80\xA8"};
    std::string text;
    for (auto n = random() % 6; n > 0; --n) {
        text += pieces.at(random() % pieces.size());
    }
    return text;
}

template <class Real, class Bits>
Real random_real(std::mt19937_64& random) {
    // Any finite bit pattern, or a plain figure.
    const auto real = std::bit_cast<Real>(static_cast<Bits>(random()));
    const auto plain =
        static_cast<Real>(static_cast<std::int64_t>(random() % 2'000'001) - 1'000'000);
    return random() % 2 == 0 || !std::isfinite(real) ? plain / 100 : real;
}

void add_random(Message& message, const FieldDescriptor& field, std::mt19937_64& random, int depth);

void fill(Message& message, std::mt19937_64& random, int depth) {
    const auto& descriptor = *message.GetDescriptor();
    for (int i = 0; i < descriptor.field_count(); ++i) {
        const auto& field = *descriptor.field(i);
        if (field.is_map() || random() % 3 != 0) {
            continue;
        }
        for (auto n = field.is_repeated() ? random() % 4 : 1; n > 0; --n) {
            add_random(message, field, random, depth);
        }
    }
}

void add_random(
    Message& message, const FieldDescriptor& field, std::mt19937_64& random, int depth
) {
    const auto& r = *message.GetReflection();
    const bool many = field.is_repeated();
    const auto* f = &field;
    auto* m = &message;
    switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_INT32: {
            const auto v = static_cast<std::int32_t>(random());
            many ? r.AddInt32(m, f, v) : r.SetInt32(m, f, v);
            return;
        }
        case FieldDescriptor::CPPTYPE_INT64: {
            const auto v = static_cast<std::int64_t>(random());
            many ? r.AddInt64(m, f, v) : r.SetInt64(m, f, v);
            return;
        }
        case FieldDescriptor::CPPTYPE_UINT32: {
            const auto v = static_cast<std::uint32_t>(random());
            many ? r.AddUInt32(m, f, v) : r.SetUInt32(m, f, v);
            return;
        }
        case FieldDescriptor::CPPTYPE_UINT64: {
            const auto v = random();
            many ? r.AddUInt64(m, f, v) : r.SetUInt64(m, f, v);
            return;
        }
        case FieldDescriptor::CPPTYPE_DOUBLE: {
            const auto v = random_real<double, std::uint64_t>(random);
            many ? r.AddDouble(m, f, v) : r.SetDouble(m, f, v);
            return;
        }
        case FieldDescriptor::CPPTYPE_FLOAT: {
            const auto v = random_real<float, std::uint32_t>(random);
            many ? r.AddFloat(m, f, v) : r.SetFloat(m, f, v);
            return;
        }
        case FieldDescriptor::CPPTYPE_BOOL:
            many ? r.AddBool(m, f, random() % 2 == 0) : r.SetBool(m, f, true);
            return;
        case FieldDescriptor::CPPTYPE_ENUM: {
            const auto* v = field.enum_type()->value(static_cast<int>(random() % 3));
            many ? r.AddEnum(m, f, v) : r.SetEnum(m, f, v);
            return;
        }
        case FieldDescriptor::CPPTYPE_STRING: {
            auto v = random_text(random);
            if (field.type() == FieldDescriptor::TYPE_BYTES) {
                v.assign(random() % 5, static_cast<char>(random()));
            }
            many ? r.AddString(m, f, v) : r.SetString(m, f, v);
            return;
        }
        case FieldDescriptor::CPPTYPE_MESSAGE:
            if (depth > 0) {
                fill(many ? *r.AddMessage(m, f) : *r.MutableMessage(m, f), random, depth - 1);
            }
            return;
    }
}

}  // namespace

Everything::Everything() : factory_{&pool_} {
    google::protobuf::FileDescriptorProto file;
    google::protobuf::TextFormat::ParseFromString(definition, &file);
    prototype_ = factory_.GetPrototype(pool_.BuildFile(file)->message_type(0));
}

std::unique_ptr<Message> Everything::make() const {
    return std::unique_ptr<Message>{prototype_->New()};
}

std::unique_ptr<Message> Everything::make_random(std::mt19937_64& random) const {
    auto message = make();
    fill(*message, random, 3);
    return message;
}

}  // namespace ladder::http::test
