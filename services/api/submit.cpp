#include "services/api/submit.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <sodium/crypto_hash_sha256.h>

#include "engine/base/serialise.hpp"

namespace ladder::api {

namespace {

constexpr std::size_t request_id_characters_max = 100;

bool is_printable(unsigned char c) {
    return c >= 0x20 && c != 0x7f;
}

void add(crypto_hash_sha256_state& state, std::string_view part) {
    // Each part is preceded by its length, so that no two lists of parts run together alike.
    const std::uint64_t size = part.size();
    std::array<unsigned char, 8> prefix{};
    for (std::size_t i = 0; i < prefix.size(); ++i) {
        prefix[i] = static_cast<unsigned char>(size >> (8 * i));
    }
    crypto_hash_sha256_update(&state, prefix.data(), prefix.size());
    crypto_hash_sha256_update(
        &state, reinterpret_cast<const unsigned char*>(part.data()), part.size()
    );
}

}  // namespace

std::string fingerprint(
    std::string_view method, const v1::Actor& actor, const google::protobuf::Message& request
) {
    const std::unique_ptr<google::protobuf::Message> copy{request.New()};
    copy->CopyFrom(request);
    if (const auto* field = copy->GetDescriptor()->FindFieldByName("request_id")) {
        copy->GetReflection()->ClearField(copy.get(), field);
    }
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    add(state, method);
    add(state, base::serialise(actor));
    add(state, base::serialise(*copy));
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256_final(&state, reinterpret_cast<unsigned char*>(digest.data()));
    return digest;
}

base::Result<void> check_caller(const v1::Actor& actor, std::string_view request_id) {
    if (actor.person().empty() || actor.capacity().empty()) {
        return base::Error{
            base::Code::unauthenticated, "nobody is named as acting, or in no capacity", {}};
    }
    if (request_id.empty() || request_id.size() > request_id_characters_max ||
        !std::all_of(request_id.begin(), request_id.end(), is_printable)) {
        return base::field_error(
            "request_id",
            "give 1 to 100 printable characters, such as a fresh UUID: the same id gives the same "
            "answer for ever"
        );
    }
    return {};
}

}  // namespace ladder::api
