// `ladder serve`: the server.
#include <charconv>
#include <csignal>
#include <ostream>
#include <sstream>
#include <unistd.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <boost/asio/thread_pool.hpp>
#include <fmt/format.h>

#include "db/migrate.hpp"
#include "services/access/caller.hpp"
#include "services/api/routes.hpp"
#include "services/cli/audit_files.hpp"
#include "services/cli/commands.hpp"
#include "services/cli/database_probe.hpp"
#include "services/cli/local.hpp"
#include "services/cli/log.hpp"
#include "services/cli/version.hpp"
#include "services/http/health.hpp"
#include "services/http/server.hpp"
#include "services/metrics/metrics.hpp"
#include "services/worker/worker.hpp"

namespace ladder::cli {

namespace {

struct ServeOptions {
    int ready_fd = -1;
};

// "127.0.0.1:8420" and "[::1]:8420"; the shape was checked with the configuration.
void set_address(http::ServerOptions& options, const std::string& listen) {
    const auto colon = listen.rfind(':');
    options.host = listen.substr(0, colon);
    if (options.host.starts_with('[')) {
        options.host = options.host.substr(1, options.host.size() - 2);
    }
    std::from_chars(listen.data() + colon + 1, listen.data() + listen.size(), options.port);
}

http::ServerOptions server_options(
    const Config& config, const Log& log, metrics::Metrics& metrics
) {
    http::ServerOptions options;
    set_address(options, config.listen);
    options.connections_max = static_cast<std::size_t>(config.connections_max);
    options.drain_timeout = std::chrono::seconds{config.drain_seconds};
    options.drain_signals = {SIGTERM, SIGINT};
    options.log = [&log, &metrics](const http::RequestRecord& record) {
        log.request(record);
        metrics.answered(record.code);
    };
    return options;
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
worker::Worker::Options worker_options(const Log& log) {
    worker::Worker::Options options;
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
    log.warning("access", access::warning());
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

base::Result<int> serve(Session& session, const ServeOptions& options) {
    const auto& config = session.config();
    const auto threads = static_cast<std::size_t>(config.database_threads);
    auto local = Local::open(config.database, threads + 1);  // one more for the import
    if (!local) {
        return local.error();
    }
    const Log log{config.log_level};
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
    http::add_health(
        router,
        {{"database", [&probe] { return probe.problem(); }},
         {"accepting",
          [&running] { return std::string{running->draining() ? "the server is stopping" : ""}; }}},
        version_of((*local)->database())
    );
    http::Server server{server_options(config, log, metrics), std::move(router)};
    running = &server;
    const auto port = server.listen();
    if (!port) {
        return port.error();
    }
    const auto host = config.listen.substr(0, config.listen.rfind(':'));
    tell_ready(session, log, fmt::format("http://{}:{}", host, *port), options.ready_fd);
    worker::Worker worker{(*local)->application(), worker_options(log)};
    worker.start();
    server.run();
    worker.stop();
    imports.join();
    database.join();
    log.event("stopped", "every request under way was answered");
    return exit_ok;
}

}  // namespace

void add_serve(CLI::App& program, Session& session) {
    auto& verb = *program.add_subcommand("serve", "serve the API on a loopback address");
    verb.fallthrough()->footer(
        "Access control is not there yet: whoever reaches the address may act as anyone, so only "
        "a\n"
        "loopback address is taken. SIGTERM and SIGINT let requests under way finish.\n"
        "Example: ladder serve --listen 127.0.0.1:8420 --database sqlite:ladder.db"
    );
    for (const auto* key :
         {"listen",
          "database",
          "log_level",
          "database_threads",
          "connections_max",
          "drain_seconds",
          "documents_max_bytes",
          "documents_media_types",
          "audit_origin",
          "audit_signing_key_file",
          "audit_witness_policy_file"}) {
        add_config_flag(verb, session, key);
    }
    auto options = std::make_shared<ServeOptions>();
    verb.add_option(
        "--ready-fd", options->ready_fd, "write the address to this descriptor once it listens"
    );
    on_run(verb, session, [options](Session& now) { return serve(now, *options); });
}

}  // namespace ladder::cli
