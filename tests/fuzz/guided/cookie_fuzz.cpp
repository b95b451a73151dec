// Cookies and queries that a browser brings back.
#include <algorithm>

#include "services/access/oidc/attempt.hpp"
#include "services/http/cookies.hpp"
#include "services/http/json_text.hpp"
#include "services/http/request_target.hpp"
#include "tests/fuzz/guided/expect.hpp"

namespace ladder::fuzz {

namespace {

const base::Instant cookie_time = base::from_micros(1'290'772'800'000'000);

void take_cookie(std::string_view text) {
    http::Request request;
    request.headers.push_back({"Cookie", std::string{text}});
    for (const bool secure : {false, true}) {
        const auto value = http::cookie_of(request, {"ladder-oidc", secure});
        expect(value.find(';') == value.npos, "a value ends with its cookie");
        if (const auto attempt = oidc::attempt_of(value, cookie_time)) {
            expect(attempt->cookie == value, "an attempt is its cookie");
            expect(attempt->state.size() == 43 && attempt->verifier.size() == 43, "it has secrets");
            expect(attempt->state != attempt->nonce, "its secrets differ");
        }
    }
}

}  // namespace

}  // namespace ladder::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    const auto text = ladder::fuzz::text_of(bytes, size);
    ladder::fuzz::take_cookie(text);
    if (const auto decoded = ladder::http::from_percent(text, true)) {
        ladder::fuzz::expect(decoded->size() <= text.size(), "decoding makes nothing longer");
    }
    if (const auto target = ladder::http::split_target(text)) {
        ladder::fuzz::expect(target->path.starts_with('/'), "a path begins with a slash");
    }
    return 0;
}
