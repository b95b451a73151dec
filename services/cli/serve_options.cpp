#include "services/cli/serve_options.hpp"

#include <charconv>
#include <csignal>
#include <sstream>

#include <fmt/format.h>

#include "services/cli/secret_file.hpp"

namespace ladder::cli {

namespace {

// "127.0.0.1:8420" and "[::1]:8420"; the shape was checked with the configuration.
void set_address(http::ServerOptions& options, const std::string& listen) {
    const auto colon = listen.rfind(':');
    options.host = listen.substr(0, colon);
    if (options.host.starts_with('[')) {
        options.host = options.host.substr(1, options.host.size() - 2);
    }
    std::from_chars(listen.data() + colon + 1, listen.data() + listen.size(), options.port);
}

void set_limits(http::ServerOptions& options, const Config& config) {
    options.connections_max = static_cast<std::size_t>(config.connections_max);
    options.connections_per_address = static_cast<std::size_t>(config.connections_per_address);
    options.header_bytes_max = static_cast<std::size_t>(config.header_max_bytes);
    options.target_bytes_max = static_cast<std::size_t>(config.url_max_bytes);
    options.body_bytes_max = static_cast<std::size_t>(config.body_max_bytes);
    options.admission.requests_per_minute = static_cast<std::size_t>(config.requests_per_minute);
    options.admission.requests_at_once = static_cast<std::size_t>(config.requests_at_once);
}

base::Result<void> set_tls(http::ServerOptions& options, const Config& config) {
    if (config.tls_cert.empty() != config.tls_key.empty()) {
        return base::field_error(
            config.tls_cert.empty() ? "tls_cert" : "tls_key",
            "is missing: TLS needs a certificate and its key"
        );
    }
    if (config.tls_cert.empty()) {
        return config.tls_client_ca.empty()
                   ? base::Result<void>{}
                   : base::field_error("tls_client_ca", "needs TLS: give tls_cert and tls_key");
    }
    // Its first line tells nothing; whether others may read it is what matters here.
    if (const auto key = read_secret_file(config.tls_key); !key) {
        return key.error();
    }
    options.tls = http::TlsFiles{config.tls_cert, config.tls_key, config.tls_client_ca};
    return {};
}

}  // namespace

base::Result<http::ServerOptions> server_options(const Config& config) {
    http::ServerOptions options;
    set_address(options, config.listen);
    set_limits(options, config);
    if (const auto set = set_tls(options, config); !set) {
        return set.error();
    }
    options.behind_proxy = config.behind_proxy;
    std::istringstream names{config.public_host};
    for (std::string name; std::getline(names, name, ',');) {
        options.public_hosts.push_back(name);
    }
    options.drain_timeout = std::chrono::seconds{config.drain_seconds};
    options.drain_signals = {SIGTERM, SIGINT};
    if (options.tls) {
        options.reload_signals = {SIGHUP};
    }
    return options;
}

std::string public_url(const Config& config, std::uint16_t port) {
    const auto name = config.public_host.substr(0, config.public_host.find(','));
    if (config.behind_proxy && !name.empty()) {
        return fmt::format("https://{}", name);
    }
    const auto host = name.empty() ? config.listen.substr(0, config.listen.rfind(':')) : name;
    return fmt::format("{}://{}:{}", config.tls_cert.empty() ? "http" : "https", host, port);
}

}  // namespace ladder::cli
