#include "services/http/tls.hpp"

#include <array>
#include <sys/stat.h>
#include <utility>

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

namespace ladder::http {

namespace ssl = boost::asio::ssl;
using base::Code;
using base::Error;

namespace {

// Of TLS 1.2; the suites of 1.3 are all sound.
// Source: NCSC, "Using TLS to protect data", recommended profiles.
constexpr const char* ciphers_of_tls12 = "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL";

// The first of what OpenSSL has to say; its queue is emptied.
std::string reason_of_openssl() {
    const auto code = ERR_get_error();
    ERR_clear_error();
    std::array<char, 256> text{};
    ERR_error_string_n(code, text.data(), text.size());
    const auto* reason = ERR_reason_error_string(code);
    return reason != nullptr ? reason : text.data();
}

Error bad_file(const std::string& path, std::string_view what) {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0) {
        ERR_clear_error();
        return {
            Code::not_found,
            fmt::format("{}: there is no such file, or it can't be read", path),
            {}};
    }
    return {
        Code::invalid_argument,
        fmt::format("{}: is not {}: {}", path, what, reason_of_openssl()),
        {}};
}

void set_policy(SSL_CTX* context) {
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(context, ciphers_of_tls12);
    SSL_CTX_set_options(
        context,
        SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET |
            SSL_OP_CIPHER_SERVER_PREFERENCE
    );
    SSL_CTX_set_num_tickets(context, 0);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set1_groups_list(context, "X25519:P-256:P-384");
}

base::Result<void> show(SSL_CTX* context, const std::string& certificate, const std::string& key) {
    if (SSL_CTX_use_certificate_chain_file(context, certificate.c_str()) != 1) {
        return bad_file(certificate, "a certificate chain in PEM");
    }
    if (SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) != 1) {
        return bad_file(key, "the private key of that certificate in PEM");
    }
    if (SSL_CTX_check_private_key(context) != 1) {
        return bad_file(key, "the private key of that certificate");
    }
    return {};
}

}  // namespace

base::Result<std::shared_ptr<ssl::context>> make_tls_context(const TlsFiles& files) {
    ERR_clear_error();
    auto made = std::make_shared<ssl::context>(ssl::context::tls_server);
    auto* const context = made->native_handle();
    set_policy(context);
    if (const auto shown = show(context, files.certificate, files.key); !shown) {
        return shown.error();
    }
    if (!files.client_ca.empty()) {
        auto* const names = SSL_load_client_CA_file(files.client_ca.c_str());
        if (names == nullptr ||
            SSL_CTX_load_verify_locations(context, files.client_ca.c_str(), nullptr) != 1) {
            sk_X509_NAME_pop_free(names, X509_NAME_free);
            return bad_file(files.client_ca, "a list of certificate authorities in PEM");
        }
        SSL_CTX_set_client_CA_list(context, names);
        // A caller may show none; one that is shown must be good.
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    }
    return made;
}

base::Result<std::shared_ptr<ssl::context>> make_client_tls_context(
    const std::string& server_ca, const std::string& certificate, const std::string& key
) {
    ERR_clear_error();
    auto made = std::make_shared<ssl::context>(ssl::context::tls_client);
    auto* const context = made->native_handle();
    set_policy(context);
    if (server_ca.empty()) {
        SSL_CTX_set_default_verify_paths(context);
    } else if (SSL_CTX_load_verify_locations(context, server_ca.c_str(), nullptr) != 1) {
        return bad_file(server_ca, "a list of certificate authorities in PEM");
    }
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    if (!certificate.empty()) {
        if (const auto shown = show(context, certificate, key); !shown) {
            return shown.error();
        }
    }
    return made;
}

std::string TlsReloader::state_of_files() const {
    std::string state;
    for (const auto* path : {&files_.certificate, &files_.key, &files_.client_ca}) {
        struct stat found {};
        if (!path->empty() && ::stat(path->c_str(), &found) == 0) {
            state += fmt::format(
                "{}:{}:{}.{} ",
                found.st_ino,
                found.st_size,
                found.st_mtim.tv_sec,
                found.st_mtim.tv_nsec
            );
        } else {
            state += "- ";
        }
    }
    return state;
}

base::Result<void> TlsReloader::load() {
    loaded_ = state_of_files();  // before: what changes meanwhile is seen at the next look
    auto made = make_tls_context(files_);
    if (!made) {
        return made.error();
    }
    context_ = std::move(*made);
    return {};
}

bool TlsReloader::changed() const {
    return state_of_files() != loaded_;
}

}  // namespace ladder::http
