// Reads the records of destructions.
#include "engine/bundle/destroyed.hpp"

#include "engine/command/destroy.hpp"

namespace ladder::bundle {

std::map<std::int64_t, Destroyed> destroyed_in(const Layout& layout) {
    std::map<std::int64_t, Destroyed> found;
    for (const auto bytes : layout.events) {
        const auto part = part_of(bytes);
        const auto& envelope = part.event().envelope();
        v1::Event event;
        if (!envelope.stream().starts_with("destructions/") ||
            !event.ParseFromString(part.event().payload()) || !event.has_content_destroyed()) {
            continue;
        }
        const auto position = event.content_destroyed().position();
        if (envelope.stream() == command::destruction_stream(position)) {
            found[position] =
                Destroyed{position, std::move(*event.mutable_content_destroyed()), envelope};
        }
    }
    return found;
}

}  // namespace ladder::bundle
