#include "services/access/passwords.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <boost/asio/post.hpp>
#include <fmt/format.h>
#include <sodium/crypto_pwhash.h>

#include "engine/access/person.hpp"

namespace ladder::access {

namespace {

// The commonest of 12 characters and more, in lower case, from published lists of leaks.
constexpr std::array<std::string_view, 40> commonest{
    "123456789012",    "1234567890123",    "12345678901234",
    "123456789012345", "1234567890123456", "000000000000",
    "111111111111",    "112233445566",     "123123123123",
    "121212121212",    "987654321098",     "qwertyuiop12",
    "qwertyuiop123",   "qwertyuiopasdf",   "qwertyuiop[]",
    "1q2w3e4r5t6y",    "1qaz2wsx3edc",     "1qaz2wsx3edc4rfv",
    "q1w2e3r4t5y6",    "zaq12wsxcde3",     "asdfghjkl123",
    "abcdefghijkl",    "abcdefghijklm",    "abcd12345678",
    "abc123456789",    "password1234",     "password12345",
    "password123456",  "passwordpassword", "password2009",
    "administrator",   "iloveyou1234",     "letmein12345",
    "letmeinletmein",  "welcome12345",     "welcomewelcome",
    "changeme1234",    "trustno1trustno1", "correcthorsebatterystaple",
    "unitedkingdom",
};

std::size_t code_points_in(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

bool all_alike(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [&](char c) { return c == text.front(); });
}

}  // namespace

base::Result<void> check_password(std::string_view password, std::string_view person) {
    if (code_points_in(password) < password_chars_min) {
        return base::field_error(
            "password",
            fmt::format(
                "is too short; use at least {} characters, such as four words that do not belong "
                "together",
                password_chars_min
            )
        );
    }
    if (password.size() > password_bytes_max) {
        return base::field_error(
            "password", fmt::format("is too long; use at most {} bytes", password_bytes_max)
        );
    }
    const auto key = key_of(password);
    const auto own = key_of(person);
    const auto mailbox = own.substr(0, own.find('@'));
    if (!own.empty() &&
        (key == own || own.find(key) != std::string::npos || key.find(own) != std::string::npos ||
         (mailbox.size() > 3 && key.starts_with(mailbox) &&
          key.size() < mailbox.size() + password_chars_min / 2))) {
        return base::field_error("password", "is made of your own identifier; use another");
    }
    if (all_alike(key) || std::find(commonest.begin(), commonest.end(), key) != commonest.end()) {
        return base::field_error("password", "is among the commonest; use another");
    }
    return {};
}

base::Result<std::string> hash_password(std::string_view password, const PasswordCost& cost) {
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str(
            text.data(), password.data(), password.size(), cost.passes, cost.memory_bytes
        ) != 0) {
        return base::Error{
            base::Code::unavailable, "there is no memory to hash a password; try again", {}};
    }
    return std::string{text.data()};
}

bool fits_password(const std::string& hash, std::string_view password) {
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

base::Result<void> PasswordThreads::run(std::function<void()> job) {
    if (waiting_.fetch_add(1) >= waiting_max_) {
        waiting_.fetch_sub(1);
        return base::Error{
            base::Code::resource_exhausted, "too many sign in at once; try again in a minute", {}};
    }
    boost::asio::post(pool_, [this, job = std::move(job)] {
        job();
        waiting_.fetch_sub(1);
    });
    return {};
}

}  // namespace ladder::access
