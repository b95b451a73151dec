// A PostgreSQL 15 server of a test's own.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace ladder::tests {

// Makes a cluster in a temporary directory and runs it, reachable only by a socket in there. As
// root it runs as the user `postgres`. It ends with this object, and with this process however that
// ends. Durable as in production: fsync is on.
class Postgres {
public:
    // In a folder of its own within `parent`. Throws std::runtime_error, with the server's own
    // words, if it does not come up.
    explicit Postgres(const std::filesystem::path& parent = std::filesystem::temp_directory_path());
    ~Postgres();
    Postgres(const Postgres&) = delete;
    Postgres& operator=(const Postgres&) = delete;

    // Makes an empty database and gives its URL, for the superuser.
    std::string create_database();

    // The URL of a database for another user, who needs no password here.
    std::string url_of(std::string_view database, std::string_view user = "postgres") const;

    // The same as postgresql://user@socket/name, without further words.
    std::string plain_url_of(std::string_view database, std::string_view user = "postgres") const;

    // Of whichever of the two takes writes.
    std::string url_of_either(const Postgres& other, std::string_view database) const;

    // The name of the database that create_database made last.
    std::string last_database() const;

    // Ends all sessions of a database, as a crash of the network would.
    void drop_sessions(std::string_view database) const;

    // Kills one process that serves a database, if there is one: the server throws all sessions out
    // and recovers.
    void kill_session(std::string_view database) const;

    // Ends the server without warning, and starts it again on the same data.
    void crash();
    void start_again();
    // Starts it if it gave up by itself.
    void start_if_it_ended();

    // Ends, forgets its own data, and follows another server, which from now on acknowledges
    // nothing that is not on disk here too. Comes back once they are in step.
    void become_replica_of(const Postgres& primary);
    // Takes writes, without waiting for a replica.
    void promote();

private:
    void start();
    std::string parameters_of(std::string_view database) const;
    void stop(int signal);
    void wait_until_up() const;

    std::filesystem::path folder_;
    pid_t server_ = -1;
    int databases_ = 0;
};

// The server that all tests of this process share.
Postgres& shared_postgres();

}  // namespace ladder::tests
