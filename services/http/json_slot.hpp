// Where a JSON value goes: a field of a message.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

namespace ladder::http {

// Writes values into one field: sets it, or adds to it if it is repeated. Borrows the message.
class Slot {
public:
    Slot(google::protobuf::Message& message, const google::protobuf::FieldDescriptor& field)
        : message_{message}, field_{field}, reflection_{*message.GetReflection()} {}

    const google::protobuf::FieldDescriptor& field() const { return field_; }

    void put(std::int32_t v) const {
        repeated() ? reflection_.AddInt32(&message_, &field_, v)
                   : reflection_.SetInt32(&message_, &field_, v);
    }
    void put(std::int64_t v) const {
        repeated() ? reflection_.AddInt64(&message_, &field_, v)
                   : reflection_.SetInt64(&message_, &field_, v);
    }
    void put(std::uint32_t v) const {
        repeated() ? reflection_.AddUInt32(&message_, &field_, v)
                   : reflection_.SetUInt32(&message_, &field_, v);
    }
    void put(std::uint64_t v) const {
        repeated() ? reflection_.AddUInt64(&message_, &field_, v)
                   : reflection_.SetUInt64(&message_, &field_, v);
    }
    void put(double v) const {
        repeated() ? reflection_.AddDouble(&message_, &field_, v)
                   : reflection_.SetDouble(&message_, &field_, v);
    }
    void put(float v) const {
        repeated() ? reflection_.AddFloat(&message_, &field_, v)
                   : reflection_.SetFloat(&message_, &field_, v);
    }
    void put(bool v) const {
        repeated() ? reflection_.AddBool(&message_, &field_, v)
                   : reflection_.SetBool(&message_, &field_, v);
    }
    void put(const google::protobuf::EnumValueDescriptor& v) const {
        repeated() ? reflection_.AddEnum(&message_, &field_, &v)
                   : reflection_.SetEnum(&message_, &field_, &v);
    }
    void put(std::string v) const {
        repeated() ? reflection_.AddString(&message_, &field_, std::move(v))
                   : reflection_.SetString(&message_, &field_, std::move(v));
    }
    google::protobuf::Message& put_message() const {
        return repeated() ? *reflection_.AddMessage(&message_, &field_)
                          : *reflection_.MutableMessage(&message_, &field_);
    }

private:
    bool repeated() const { return field_.is_repeated(); }

    google::protobuf::Message& message_;
    const google::protobuf::FieldDescriptor& field_;
    const google::protobuf::Reflection& reflection_;
};

// Writes a number of JSON's form into a field of a numeric type. Integers may be written as 1e3 or
// 5.0 if that is exact; reals become the nearest double. Gives what is wrong and what would be
// right; empty: it was written.
[[nodiscard]] std::string put_number(const Slot& slot, std::string_view text);

}  // namespace ladder::http
