// `ladder serve`: the server.
#include <ostream>
#include <sstream>
#include <unistd.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <boost/asio/thread_pool.hpp>
#include <fmt/format.h>

#include "db/migrate.hpp"
#include "db/roles.hpp"
#include "services/api/routes.hpp"
#include "services/cli/audit_files.hpp"
#include "services/cli/commands.hpp"
#include "services/cli/console_pages.hpp"
#include "services/cli/database_probe.hpp"
#include "services/cli/first_administrator.hpp"
#include "services/cli/identity_provider.hpp"
#include "services/cli/local.hpp"
#include "services/cli/log.hpp"
#include "services/cli/serve_options.hpp"
#include "services/cli/version.hpp"
#include "services/console/console.hpp"
#include "services/http/health.hpp"
#include "services/http/server.hpp"
#include "services/metrics/metrics.hpp"
#include "services/worker/worker.hpp"

namespace ladder::cli {

namespace {

// Pages wait for the API on these, so they are few queries' worth of work and many waits.
constexpr std::size_t page_threads = 4;

struct ServeOptions {
    int ready_fd = -1;
};

void add_hooks(http::ServerOptions& options, const Log& log, metrics::Metrics& metrics) {
    options.log = [&log, &metrics](const http::RequestRecord& record) {
        log.request(record);
        metrics.answered(record.code);
    };
    options.told_of_tls = [&log](const base::Result<std::string>& told) {
        told ? log.event("tls", *told) : log.warning("tls", told.error().message);
    };
}

registers::DocumentLimits document_limits(const Config& config) {
    registers::DocumentLimits limits;
    limits.bytes_max = config.documents_max_bytes;
    if (!config.documents_media_types.empty()) {
        limits.media_types.clear();
        std::istringstream types{config.documents_media_types};
        for (std::string type; std::getline(types, type, ',');) {
            limits.media_types.push_back(type);
        }
    }
    return limits;
}

http::Version version_of(db::Database& database) {
    return {
        std::string{version()},
        std::string{commit()},
        std::to_string(db::schema_version(database.backend()))};
}

// Rounds that fired something, or failed, are worth a line.
worker::Worker::Options worker_options(const Config& config, const Log& log) {
    worker::Worker::Options options;
    options.period = std::chrono::seconds{config.deadlines_seconds};
    options.told = [&log](const base::Result<int>& fired) {
        if (!fired) {
            log.warning("deadlines", fired.error().message);
        } else if (*fired > 0) {
            log.event("deadlines", fmt::format("{} passed and were recorded", *fired));
        }
    };
    options.told_of_check = [&log](const base::Result<worker::FoldStep>& step) {
        if (!step) {
            log.warning("fold", step.error().message);
            return;
        }
        for (const auto& stream : step->disagreeing) {
            log.warning(
                "fold", fmt::format("the lists of {} are not what the journal says", stream)
            );
        }
    };
    return options;
}

// Tells whoever started the server that it takes connections, and where.
void tell_ready(Session& session, const Log& log, const std::string& address, int ready_fd) {
    log.event("listening", address);
    session.out << fmt::format("ladder {} listening on {}\n", version(), address) << std::flush;
    if (ready_fd >= 0) {
        const auto line = address + "\n";
        if (::write(ready_fd, line.data(), line.size()) < 0) {
            log.warning("ready", "the file descriptor of --ready-fd can't be written to");
        }
        ::close(ready_fd);
    }
}

// Whoever may change the record, may: a server should not be able to, whatever befalls it.
void warn_of_rights(db::Database& database, const Log& log) {
    const auto wide = db::own_wide_rights(database);
    if (!wide) {
        log.warning("rights", wide.error().message);
        return;
    }
    for (const auto& finding : *wide) {
        log.warning("rights", finding + "; connect as a member of ladder_app alone");
    }
}

console::Console console_of(
    const Config& config,
    api::Application& app,
    const api::Threads& threads,
    boost::asio::thread_pool& pages
) {
    app.access.sessions.set_limits(
        {std::chrono::seconds{config.session_idle_seconds},
         std::chrono::seconds{config.session_max_seconds}}
    );
    http::Router procedures;
    api::add_routes(procedures, app, threads);
    const bool secure = config.behind_proxy || !config.tls_cert.empty();
    return console::Console{app, std::move(procedures), pages, {secure}};
}

base::Result<int> serve(Session& session, const ServeOptions& options) {
    const auto& config = session.config();
    const auto threads = static_cast<std::size_t>(config.database_threads);
    auto edge = server_options(config);
    if (!edge) {
        return edge.error();
    }
    const auto provider = oidc_settings(config);
    if (!provider) {
        return provider.error();
    }
    auto local = Local::open(config, threads + 2);  // more for the import and for pages
    if (!local) {
        return local.error();
    }
    const Log log{config.log_level};
    warn_of_rights((*local)->database(), log);
    DatabaseProbe probe{(*local)->database()};
    boost::asio::thread_pool imports{1};
    boost::asio::thread_pool database{threads};
    const http::Server* running = nullptr;
    http::Router router;
    (*local)->application().document_limits = document_limits(config);
    auto audit = audit_settings(config);
    if (!audit) {
        return audit.error();
    }
    (*local)->application().audit = std::move(*audit);
    (*local)->application().program = fmt::format("ladder {} ({})", version(), commit());
    metrics::Metrics metrics{(*local)->application(), version(), commit()};
    metrics::add_metrics(router, metrics, database);
    api::add_routes(router, (*local)->application(), {database, imports});
    std::optional<IdentityProvider> identity_provider;
    if (*provider) {
        identity_provider.emplace(**provider, (*local)->application(), log);
        identity_provider->add_routes(router);
    }
    http::add_health(
        router,
        {{"database", [&probe] { return probe.problem(); }},
         {"writing", [&writer = (*local)->application().writer] { return writer.problem(); }},
         {"accepting",
          [&running] { return std::string{running->draining() ? "the server is stopping" : ""}; }}},
        version_of((*local)->database())
    );
    boost::asio::thread_pool pages{page_threads};
    const auto console = console_of(config, (*local)->application(), {database, imports}, pages);
    console.add_pages(router, console_pages());
    add_hooks(*edge, log, metrics);
    edge->error_page = console.error_page();
    edge->caller_of = [door = (*local)->application().access.door](const http::Request& request) {
        return access::account_of(*door, request);
    };
    http::Server server{std::move(*edge), std::move(router)};
    running = &server;
    const auto port = server.listen();
    if (!port) {
        return port.error();
    }
    // Only now: the link is good once, and a server that can't listen would not show it.
    const auto administrator = first_administrator(session, (*local)->application());
    if (!administrator) {
        return administrator.error();
    }
    const auto url = public_url(config, *port);
    tell_ready(session, log, url, options.ready_fd);
    if (!administrator->empty()) {
        // The one secret that is printed: whoever starts the server is whom it is for.
        session.out << fmt::format(
                           "Nobody is registered yet. Choose the administrator's password at\n"
                           "  {}{}\n"
                           "within a day; the link is good once.\n",
                           url,
                           *administrator
                       )
                    << std::flush;
    }
    worker::Worker worker{(*local)->application(), worker_options(config, log)};
    worker.start();
    server.run();
    worker.stop();
    pages.join();  // pages wait for the others
    imports.join();
    database.join();
    log.event("stopped", "every request under way was answered");
    return exit_ok;
}

}  // namespace

void add_serve(CLI::App& program, Session& session) {
    auto& verb = *program.add_subcommand("serve", "serve the API and the console");
    verb.fallthrough()->footer(
        "Only a loopback address is taken unless TLS is on or a proxy is in front. Files of TLS "
        "may be\n"
        "replaced while it runs; SIGHUP loads them at once. Where nobody is registered yet, a "
        "one-time link for "
        "the\n"
        "first administrator is printed. SIGTERM and SIGINT let requests under way finish.\n"
        "Examples:\n"
        "  ladder serve --listen 127.0.0.1:8420 --database sqlite:ladder.db\n"
        "  ladder serve --listen 0.0.0.0:443 --tls-cert chain.pem --tls-key key.pem\n"
        "  ladder serve --behind-proxy --public-host ladder.example"
    );
    for (const auto* key :
         {"listen",
          "database",
          "tls_cert",
          "tls_key",
          "tls_client_ca",
          "public_host",
          "session_idle_seconds",
          "session_max_seconds",
          "requests_per_minute",
          "requests_at_once",
          "connections_per_address",
          "header_max_bytes",
          "url_max_bytes",
          "body_max_bytes",
          "log_level",
          "database_threads",
          "writer_cache_max_bytes",
          "connections_max",
          "drain_seconds",
          "deadlines_seconds",
          "documents_max_bytes",
          "documents_media_types",
          "oidc_issuer",
          "oidc_client_id",
          "oidc_client_secret_file",
          "oidc_redirect_base",
          "oidc_audience",
          "oidc_algorithms",
          "oidc_ca_file",
          "audit_origin",
          "audit_signing_key_file",
          "audit_witness_policy_file"}) {
        add_config_flag(verb, session, key);
    }
    verb.add_flag_callback(
        "--behind-proxy",
        [&session] { session.flags["behind_proxy"] = "yes"; },
        "a proxy that ends TLS is in front, and nobody else gets here"
    );
    auto options = std::make_shared<ServeOptions>();
    verb.add_option(
        "--ready-fd", options->ready_fd, "write the address to this descriptor once it listens"
    );
    on_run(verb, session, [options](Session& now) { return serve(now, *options); });
}

}  // namespace ladder::cli
