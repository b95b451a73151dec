// Starts initdb and postgres as children, as an unprivileged user.
#include "tests/support/postgres.hpp"

#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <grp.h>
#include <libpq-fe.h>
#include <memory>
#include <pwd.h>
#include <signal.h>
#include <sstream>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace ladder::tests {
namespace {

const std::filesystem::path programs = "/usr/lib/postgresql/15/bin";

const passwd& unprivileged_user() {
    const auto* user = geteuid() == 0 ? getpwnam("postgres") : getpwuid(geteuid());
    if (user == nullptr) {
        throw std::runtime_error("there is no user postgres: install the package postgresql-15");
    }
    return *user;
}

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// Runs a program with its output in `log`; it dies with this thread.
pid_t spawn(const std::vector<std::string>& command, const std::filesystem::path& log) {
    const auto& user = unprivileged_user();
    std::vector<char*> arguments;
    for (const auto& word : command) {
        arguments.push_back(const_cast<char*>(word.c_str()));
    }
    arguments.push_back(nullptr);
    const auto child = fork();
    if (child != 0) {
        return child;
    }
    const auto out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    if (geteuid() == 0 &&
        (setgroups(0, nullptr) != 0 || setgid(user.pw_gid) != 0 || setuid(user.pw_uid) != 0)) {
        _exit(126);
    }
    // After setuid, which would clear it.
    prctl(PR_SET_PDEATHSIG, SIGQUIT);
    execv(arguments[0], arguments.data());
    _exit(127);
}

std::filesystem::path make_folder(const std::filesystem::path& parent) {
    auto name = (parent / "ladder-postgres-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("can't make a temporary directory");
    }
    const auto& user = unprivileged_user();
    if (geteuid() == 0 && chown(name.c_str(), user.pw_uid, user.pw_gid) != 0) {
        throw std::runtime_error(
            "can't give the temporary directory to " + std::string(user.pw_name)
        );
    }
    return name;
}

// Runs a program to its end.
void must_run(const std::vector<std::string>& command, const std::filesystem::path& log) {
    const auto child = spawn(command, log);
    int status = 0;
    if (waitpid(child, &status, 0) != child || status != 0) {
        throw std::runtime_error(command.front() + " failed: " + text_of(log));
    }
}

// Gives the first value of the first row, if there is one.
std::string execute(const std::string& parameters, const std::string& sql) {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(
        PQconnectdb(parameters.c_str()), &PQfinish
    );
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(
        PQexec(connection.get(), sql.c_str()), &PQclear
    );
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        throw std::runtime_error(sql + ": " + PQerrorMessage(connection.get()));
    }
    return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : std::string{};
}

}  // namespace

Postgres::Postgres(const std::filesystem::path& parent) : folder_(make_folder(parent)) {
    must_run(
        {programs / "initdb",
         "--pgdata=" + (folder_ / "data").string(),
         "--username=postgres",
         "--auth=trust",
         "--encoding=UTF8",
         "--locale=C.UTF-8",
         "--no-sync"},
        folder_ / "initdb.log"
    );
    start();
}

Postgres::~Postgres() {
    stop(SIGQUIT);
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void Postgres::start() {
    server_ = spawn(
        {programs / "postgres",
         "-D",
         folder_ / "data",
         "-k",
         folder_,
         "-c",
         "listen_addresses=",
         "-c",
         "max_connections=60",
         "-c",
         "shared_buffers=64MB"},
        folder_ / "server.log"
    );
    wait_until_up();
}

void Postgres::stop(int signal) {
    if (server_ > 0) {
        kill(server_, signal);
        waitpid(server_, nullptr, 0);
        server_ = -1;
    }
}

void Postgres::wait_until_up() const {
    const auto parameters = parameters_of("postgres");
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (PQping(parameters.c_str()) != PQPING_OK) {
        if (waitpid(server_, nullptr, WNOHANG) != 0 ||
            std::chrono::steady_clock::now() > deadline) {
            throw std::runtime_error(
                "PostgreSQL did not start: " + text_of(folder_ / "server.log")
            );
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

std::string Postgres::parameters_of(std::string_view database) const {
    return "host=" + folder_.string() + " user=postgres dbname=" + std::string(database);
}

std::string Postgres::create_database() {
    ++databases_;
    execute(parameters_of("postgres"), "CREATE DATABASE " + last_database());
    return url_of(last_database());
}

std::string Postgres::url_of(std::string_view database, std::string_view user) const {
    return "postgresql:host=" + folder_.string() + " user=" + std::string(user) +
           " dbname=" + std::string(database);
}

std::string Postgres::plain_url_of(std::string_view database, std::string_view user) const {
    std::string socket;
    for (const char c : folder_.string()) {
        socket += c == '/' ? std::string("%2F") : std::string(1, c);
    }
    return "postgresql://" + std::string(user) + "@" + socket + "/" + std::string(database);
}

std::string Postgres::url_of_either(const Postgres& other, std::string_view database) const {
    return "postgresql:host=" + folder_.string() + "," + other.folder_.string() +
           " user=postgres dbname=" + std::string(database) + " target_session_attrs=read-write";
}

std::string Postgres::last_database() const {
    return "test_" + std::to_string(databases_);
}

void Postgres::drop_sessions(std::string_view database) const {
    execute(
        parameters_of("postgres"),
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" +
            std::string(database) + "'"
    );
}

void Postgres::kill_session(std::string_view database) const {
    const auto pid = execute(
        parameters_of("postgres"),
        "SELECT pid FROM pg_stat_activity WHERE datname = '" + std::string(database) +
            "' ORDER BY random() LIMIT 1"
    );
    if (!pid.empty()) {
        kill(std::stoi(pid), SIGKILL);
    }
}

void Postgres::crash() {
    stop(SIGQUIT);
}

void Postgres::start_again() {
    start();
}

void Postgres::start_if_it_ended() {
    if (waitpid(server_, nullptr, WNOHANG) == server_) {
        start();
    }
}

void Postgres::become_replica_of(const Postgres& primary) {
    stop(SIGQUIT);
    std::filesystem::remove_all(folder_ / "data");
    must_run(
        {programs / "pg_basebackup",
         "--pgdata=" + (folder_ / "data").string(),
         "--host=" + primary.folder_.string(),
         "--username=postgres",
         "--write-recovery-conf",
         "--checkpoint=fast",
         "--no-sync"},
        folder_ / "basebackup.log"
    );
    start();
    for (const auto* sql :
         {"ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()"}) {
        execute(primary.parameters_of("postgres"), sql);
    }
    while (execute(
               primary.parameters_of("postgres"),
               "SELECT sync_state FROM pg_stat_replication WHERE state = 'streaming'"
           ) != "sync") {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

void Postgres::promote() {
    for (const auto* sql :
         {"SELECT pg_promote()",
          "ALTER SYSTEM RESET synchronous_standby_names",
          "SELECT pg_reload_conf()"}) {
        execute(parameters_of("postgres"), sql);
    }
}

Postgres& shared_postgres() {
    static Postgres postgres;
    return postgres;
}

}  // namespace ladder::tests
