// What a bundle says of content that was destroyed: whose it was, by whose authority, what is left.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "engine/bundle/reader.hpp"

namespace ladder::bundle {

// The record of a destruction. It is an event of the bundle like any other: whether it is proved is
// told with the others.
struct Destroyed {
    std::int64_t position = 0;  // of the event whose content is gone
    v1::ContentDestroyed what;
    v1::JournalEnvelope record;  // of the event that records it: who, and when
};

// By the position of the event whose content is gone. Only records in the stream that is for that
// position count.
std::map<std::int64_t, Destroyed> destroyed_in(const Layout& layout);

}  // namespace ladder::bundle
