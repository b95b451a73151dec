// Walks over the parts once, and looks at each as closely as its bytes allow.
#include "engine/bundle/reader.hpp"

#include <string>

#include <fmt/format.h>

#include "engine/base/serialise.hpp"
#include "engine/ledger/merkle.hpp"

namespace ladder::bundle {

namespace {

// Nested messages without a field that we do not know: such a field would pass unread.
bool knows_all(const google::protobuf::Message& message) {
    const auto& reflection = *message.GetReflection();
    if (!reflection.GetUnknownFields(message).empty()) {
        return false;
    }
    std::vector<const google::protobuf::FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);
    for (const auto* field : fields) {
        if (field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) {
            continue;
        }
        const auto count = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
        for (int i = 0; i < count; ++i) {
            if (!knows_all(
                    field->is_repeated() ? reflection.GetRepeatedMessage(message, field, i)
                                         : reflection.GetMessage(message, field)
                )) {
                return false;
            }
        }
    }
    return true;
}

class Walk {
public:
    explicit Walk(std::string_view file) : file_{file}, at_{magic.size()} {}

    base::Result<Layout> run() {
        while (!ended_) {
            if (const auto taken = take(); !taken) {
                return taken.error();
            }
        }
        if (at_ != file_.size()) {
            return damaged(fmt::format("{} bytes follow its end", file_.size() - at_));
        }
        return std::move(layout_);
    }

private:
    base::Error damaged(std::string_view what) const {
        return {
            base::Code::data_loss,
            fmt::format("the bundle is damaged: part {}, at byte {}: {}", parts_ + 1, at_, what),
            {}};
    }

    base::Result<void> take() {
        const auto rest = file_.substr(at_);
        if (rest.size() < length_bytes) {
            return damaged("it was cut off here: a part must follow");
        }
        std::size_t size = 0;
        for (std::size_t i = 0; i < length_bytes; ++i) {
            size = size << 8U | static_cast<unsigned char>(rest[i]);
        }
        if (size > part_bytes_max) {
            return damaged(fmt::format("a part of {} bytes is larger than any may be", size));
        }
        if (size > rest.size() - length_bytes) {
            return damaged(fmt::format(
                "it was cut off here: of {} bytes of the part {} are left",
                size,
                rest.size() - length_bytes
            ));
        }
        const auto body = rest.substr(length_bytes, size);
        v1::BundlePart part;
        if (!part.ParseFromArray(body.data(), static_cast<int>(body.size()))) {
            return damaged("it is no part of a bundle");
        }
        if (!knows_all(part)) {
            return damaged("it holds a field that this program does not know");
        }
        if (base::serialise(part) != body) {
            return damaged("it is not written as a bundle's parts are");
        }
        if (const auto placed = place(part, body); !placed) {
            return placed.error();
        }
        ++parts_;
        at_ += length_bytes + size;
        return {};
    }

    base::Result<void> place(v1::BundlePart& part, std::string_view body) {
        const auto kind = static_cast<int>(part.kind_case());
        const bool repeats = part.has_event() || part.has_figures() || part.has_document();
        const bool first = last_kind_ == 0;
        const bool in_order = first ? part.has_head()
                              : kind > last_kind_
                                  ? (last_kind_ != v1::BundlePart::kHead || part.has_schema())
                                  : kind == last_kind_ && repeats;
        if (!in_order) {
            return damaged("it is out of order");
        }
        last_kind_ = kind;
        switch (part.kind_case()) {
            case v1::BundlePart::kHead:
                layout_.head = std::move(*part.mutable_head());
                return {};
            case v1::BundlePart::kSchema:
                layout_.schema = body.substr(body.size() - part.schema().size());
                return {};
            case v1::BundlePart::kEvent:
                layout_.events.push_back(body);
                return {};
            case v1::BundlePart::kFigures:
                layout_.figures.push_back(body);
                return {};
            case v1::BundlePart::kDocument:
                layout_.documents.push_back(body);
                return {};
            case v1::BundlePart::kEnd:
                return end(part.end());
            case v1::BundlePart::KIND_NOT_SET:
                break;
        }
        return damaged("it is empty");
    }

    base::Result<void> end(const v1::BundleEnd& end) {
        ended_ = true;
        if (end.parts() != parts_) {
            return damaged(fmt::format("it counts {} parts before it", end.parts()));
        }
        const auto digest = ledger::payload_digest(file_.substr(0, at_), {});
        if (end.digest() != std::string(digest.begin(), digest.end())) {
            return damaged("what comes before is not what its digest says");
        }
        return {};
    }

    std::string_view file_;
    std::size_t at_;
    std::int64_t parts_ = 0;
    int last_kind_ = 0;
    bool ended_ = false;
    Layout layout_;
};

}  // namespace

bool is_bundle(std::string_view file) {
    return file.starts_with(magic);
}

base::Result<Layout> read(std::string_view file, std::size_t bytes_max) {
    if (!is_bundle(file)) {
        return base::Error{
            base::Code::invalid_argument,
            "this is no bundle: its first line is not \"ladder-bundle/1\"",
            {}};
    }
    if (file.size() > bytes_max) {
        return base::Error{
            base::Code::resource_exhausted,
            fmt::format("the file has {} bytes; at most {} are read", file.size(), bytes_max),
            {}};
    }
    return Walk{file}.run();
}

v1::BundlePart part_of(std::string_view bytes) {
    v1::BundlePart part;
    (void)part.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
    return part;
}

}  // namespace ladder::bundle
