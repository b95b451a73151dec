#include "services/console/notice.hpp"

#include <array>
#include <vector>

#include <sodium/crypto_generichash.h>
#include <sodium/crypto_secretbox.h>
#include <sodium/randombytes.h>
#include <sodium/utils.h>

namespace ladder::console {

namespace {

using Bytes = std::vector<unsigned char>;

constexpr std::string_view notice_context = "ladder console notice";
constexpr std::string_view kind_name = "kind";
constexpr auto notice_text = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

std::array<unsigned char, crypto_secretbox_KEYBYTES> key_of_session(std::string_view cookie) {
    std::array<unsigned char, crypto_secretbox_KEYBYTES> key{};
    crypto_generichash(
        key.data(),
        key.size(),
        reinterpret_cast<const unsigned char*>(cookie.data()),
        cookie.size(),
        reinterpret_cast<const unsigned char*>(notice_context.data()),
        notice_context.size()
    );
    return key;
}

}  // namespace

std::string seal_notice(const Notice& notice, std::string_view session_cookie) {
    auto form = notice.values;
    form.set(std::string{kind_name}, notice.kind);
    const auto text = form.encoded();
    Bytes sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + text.size());
    randombytes_buf(sealed.data(), crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(
        sealed.data() + crypto_secretbox_NONCEBYTES,
        reinterpret_cast<const unsigned char*>(text.data()),
        text.size(),
        sealed.data(),
        key_of_session(session_cookie).data()
    );
    std::string cookie(sodium_base64_encoded_len(sealed.size(), notice_text), '\0');
    sodium_bin2base64(cookie.data(), cookie.size(), sealed.data(), sealed.size(), notice_text);
    cookie.pop_back();  // the terminating zero
    return cookie;
}

std::optional<Notice> open_notice(std::string_view sealed, std::string_view session_cookie) {
    if (sealed.empty()) {
        return std::nullopt;  // libsodium takes no null pointer
    }
    Bytes bytes(sealed.size());
    std::size_t size = 0;
    if (sodium_base642bin(
            bytes.data(),
            bytes.size(),
            sealed.data(),
            sealed.size(),
            nullptr,
            &size,
            nullptr,
            notice_text
        ) != 0 ||
        size < crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES) {
        return std::nullopt;
    }
    const auto boxed = size - crypto_secretbox_NONCEBYTES;
    std::string text(boxed - crypto_secretbox_MACBYTES, '\0');
    if (crypto_secretbox_open_easy(
            reinterpret_cast<unsigned char*>(text.data()),
            bytes.data() + crypto_secretbox_NONCEBYTES,
            boxed,
            bytes.data(),
            key_of_session(session_cookie).data()
        ) != 0) {
        return std::nullopt;
    }
    auto form = Form::parse(text);
    if (!form) {
        return std::nullopt;
    }
    Notice notice{form->value(kind_name), {}};
    notice.values = std::move(*form);
    return notice;
}

}  // namespace ladder::console
