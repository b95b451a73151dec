#include "services/cli/session.hpp"

#include <algorithm>
#include <array>
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>
#include <sodium/randombytes.h>

namespace ladder::cli {

void on_run(CLI::App& command, Session& session, Act act) {
    command.callback([&session, act = std::move(act)] { session.act = act; });
}

void add_config_flag(CLI::App& command, Session& session, const std::string& key) {
    std::string name = "--" + key;
    std::replace(name.begin(), name.end(), '_', '-');
    command.add_option_function<std::string>(
        name,
        [&session, key](const std::string& value) { session.flags[key] = value; },
        help_of(key)
    );
    if (key == "database") {
        add_config_flag(command, session, "database_file");
    }
}

std::string request_id_of(const Session& session) {
    auto id = session.request_id;
    if (id.empty()) {
        std::array<unsigned char, 16> bytes{};
        randombytes_buf(bytes.data(), bytes.size());
        // RFC 9562: version 4, variant 10.
        bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0fU) | 0x40U);
        bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3fU) | 0x80U);
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            id +=
                fmt::format("{}{:02x}", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", bytes[i]);
        }
    }
    if (session.verbose) {
        session.err << "request id: " << id << '\n';
    }
    return id;
}

std::string_view dry_run_mark(const Session& session) {
    return session.dry_run ? "dry run, nothing was written: " : "";
}

}  // namespace ladder::cli
