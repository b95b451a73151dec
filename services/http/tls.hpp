// TLS: the server's certificate and key, who may show a certificate of their own, and reloading;
// and what a client trusts.
#pragma once

#include <memory>
#include <string>

#include <boost/asio/ssl/context.hpp>

#include "engine/base/result.hpp"
#include "services/http/server.hpp"

namespace ladder::http {

// A context of these files: TLS 1.2 and 1.3, forward secrecy and authenticated ciphers only, no
// compression, renegotiation or resumption (so a client authority that is taken away counts at
// once). Errors: not_found, invalid_argument: each names the file and what is wrong with it.
[[nodiscard]] base::Result<std::shared_ptr<boost::asio::ssl::context>> make_tls_context(
    const TlsFiles& files
);

// What a client of https:// trusts and shows: TLS 1.2 and 1.3, the server's certificate is checked
// against `server_ca`, or the system's authorities if that is empty. The files are those of
// ClientOptions. Errors: as make_tls_context().
[[nodiscard]] base::Result<std::shared_ptr<boost::asio::ssl::context>> make_client_tls_context(
    const std::string& server_ca, const std::string& certificate, const std::string& key
);

// The context of files that may be replaced while the server runs. One thread at a time.
class TlsReloader {
public:
    explicit TlsReloader(TlsFiles files) : files_{std::move(files)} {}

    // Loads the files whatever they were. On an error the context stays as it was.
    [[nodiscard]] base::Result<void> load();
    // True if a file is not what it was when load() was last called.
    bool changed() const;
    // Null before the first successful load().
    const std::shared_ptr<boost::asio::ssl::context>& context() const { return context_; }

private:
    // What tells one state of the files from another.
    std::string state_of_files() const;

    TlsFiles files_;
    std::string loaded_;
    std::shared_ptr<boost::asio::ssl::context> context_;
};

}  // namespace ladder::http
