// TLS as a stranger's client (curl) sees it: versions, certificates of callers, reloading.
#include "services/http/tls.hpp"

#include <array>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <future>
#include <gmock/gmock.h>
#include <mutex>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/source_tree_path.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/http/raw_socket.hpp"
#include "tests/unit/http/running_server.hpp"

namespace ladder::http::test {

namespace tls_test {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

// What a shell command prints.
std::string said_by(const std::string& command) {
    std::string said;
    auto* const pipe = ::popen((command + " 2>&1").c_str(), "r");
    std::array<char, 4096> bytes{};
    for (std::size_t n = 0; (n = std::fread(bytes.data(), 1, bytes.size(), pipe)) > 0;) {
        said.append(bytes.data(), n);
    }
    ::pclose(pipe);
    return said;
}

class Tls : public testing::Test {
protected:
    // Makes NAME.pem and NAME.key, signed by itself.
    TlsFiles make(
        const std::string& name,
        const std::string& subject,
        const std::string& names = "IP:127.0.0.1,DNS:localhost"
    ) const {
        const auto made = said_by(fmt::format(
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 "
            "-subj '{}' -addext subjectAltName={} -keyout {} -out {}",
            subject,
            names,
            file(name + ".key"),
            file(name + ".pem")
        ));
        EXPECT_TRUE(std::filesystem::exists(file(name + ".pem"))) << made;
        return {file(name + ".pem"), file(name + ".key"), {}};
    }
    std::string file(const std::string& name) const { return (folder_.path() / name).string(); }

    static Router router() {
        Router router;
        router.add("POST", "/echo", echo());
        router.add("GET", "/who", [](const Request& request, const Reply& reply) {
            Response response;
            response.content_type = "text/plain";
            response.body = request.certificate ? request.certificate->fingerprint + " " +
                                                      request.certificate->subject
                                                : "nobody";
            reply.send(std::move(response));
        });
        return router;
    }

    // The answer of one request by curl, head and body, or curl's complaint.
    std::string curl(const RunningServer& server, const std::string& words) const {
        return said_by(fmt::format(
            "curl -sS -i --max-time 20 --cacert {} https://127.0.0.1:{}{}",
            file("server.pem"),
            server.port(),
            words
        ));
    }

    tests::TemporaryFolder folder_;
};

TEST_F(Tls, ServesManyRequestsOfEverySize) {
    ServerOptions options;
    options.tls = make("server", "/CN=localhost");
    const RunningServer server{router(), options};
    EXPECT_THAT(
        curl(server, "/who"),
        AllOf(
            StartsWith("HTTP/1.1 200 OK\r\n"),
            HasSubstr("Strict-Transport-Security: max-age=31536000\r\n"),
            HasSubstr("\r\n\r\nnobody")
        )
    );
    std::ofstream{file("body")} << std::string(900'000, 'b');
    const auto answer = curl(server, "/echo --data-binary @" + file("body"));
    EXPECT_THAT(answer, HasSubstr("Content-Length: 900000\r\n"));
    EXPECT_GT(answer.size(), 900'000U);
    // Two requests over one connection.
    EXPECT_THAT(
        curl(server, fmt::format("/who https://127.0.0.1:{}/who -v", server.port())),
        HasSubstr("Re-using existing connection")
    );
}

TEST_F(Tls, RefusesOldVersionsWeakCiphersAndPlainText) {
    ServerOptions options;
    options.tls = make("server", "/CN=localhost");
    const RunningServer server{router(), options};
    EXPECT_THAT(curl(server, "/who --tlsv1.2 --tls-max 1.2"), StartsWith("HTTP/1.1 200 "));
    EXPECT_THAT(curl(server, "/who --tlsv1.3"), StartsWith("HTTP/1.1 200 "));
    EXPECT_THAT(
        curl(server, "/who --tlsv1.0 --tls-max 1.1 --ciphers DEFAULT@SECLEVEL=0"),
        StartsWith("curl: (35)")
    );
    EXPECT_THAT(
        curl(server, "/who --tls-max 1.2 --ciphers ECDHE-ECDSA-AES128-SHA"),
        StartsWith("curl: (35)")
    );
    RawSocket socket{server.port()};
    ASSERT_TRUE(socket.send("GET /who HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    EXPECT_THAT(socket.read_all(), testing::Not(HasSubstr("HTTP/1.1")));
}

TEST_F(Tls, TellsHandlersWhoseCertificateTheCallerHolds) {
    ServerOptions options;
    options.tls = make("server", "/CN=localhost");
    const auto trusted = make("trusted", "/O=HMIC/CN=import.example");
    const auto stranger = make("stranger", "/O=HMIC/CN=import.example");
    options.tls->client_ca = trusted.certificate;
    const RunningServer server{router(), options};
    EXPECT_THAT(curl(server, "/who"), HasSubstr("\r\n\r\nnobody"));
    auto fingerprint = said_by(
        "openssl x509 -in " + trusted.certificate + " -outform DER | sha256sum | cut -d ' ' -f 1"
    );
    fingerprint.pop_back();
    const auto with = [&](const TlsFiles& files) {
        return curl(server, "/who --cert " + files.certificate + " --key " + files.key);
    };
    EXPECT_THAT(with(trusted), HasSubstr("\r\n\r\n" + fingerprint + " CN=import.example,O=HMIC"));
    EXPECT_THAT(with(stranger), StartsWith("curl: ("));
}

TEST_F(Tls, TakesNewFilesWithoutARestartAndKeepsTheOldOverBadOnes) {
    ServerOptions options;
    options.tls = make("server", "/CN=localhost");
    options.stall_timeout = std::chrono::milliseconds{40};  // how often the sweep comes by
    options.tls_look_interval = std::chrono::milliseconds{1};
    std::mutex mutex;
    std::vector<std::string> told;
    options.told_of_tls = [&](const base::Result<std::string>& what) {
        const std::lock_guard lock{mutex};
        told.push_back(what ? *what : what.error().message);
    };
    const auto wait_for = [&](std::size_t count) {
        for (std::size_t seen = 0; seen < count; std::this_thread::yield()) {
            const std::lock_guard lock{mutex};
            seen = told.size();
        }
        const std::lock_guard lock{mutex};
        return told.at(count - 1);
    };
    const RunningServer server{router(), options};
    std::filesystem::copy_file(file("server.pem"), file("old.pem"));
    const auto other = make("other", "/CN=localhost");
    std::ofstream{file("server.pem")} << "no certificate";
    EXPECT_THAT(wait_for(1), AllOf(HasSubstr("stays"), HasSubstr("server.pem: is not a cert")));
    std::filesystem::copy_file(
        file("old.pem"), file("cacert.pem"), std::filesystem::copy_options::overwrite_existing
    );
    const auto shown = [&] {
        return said_by(fmt::format(
            "openssl s_client -connect 127.0.0.1:{} </dev/null | openssl x509 -fingerprint -noout",
            server.port()
        ));
    };
    const auto of_file = [&](const std::string& name) {
        return said_by("openssl x509 -fingerprint -noout -in " + file(name));
    };
    EXPECT_THAT(shown(), HasSubstr(of_file("old.pem")));
    std::filesystem::rename(other.key, file("server.key"));
    std::filesystem::rename(other.certificate, file("server.pem"));
    for (std::size_t count = 2; wait_for(count) != "the certificate was loaded again"; ++count) {
    }
    EXPECT_THAT(shown(), HasSubstr(of_file("server.pem")));
}

// The example of deploy/, with the names of this test in the place of an operator's.
std::string nginx_example(const std::string& folder, std::uint16_t port, std::uint16_t behind) {
    std::ifstream file{tests::in_source_tree("deploy/nginx.conf")};
    std::string text{std::istreambuf_iterator<char>{file}, {}};
    const std::pair<std::string, std::string> changes[]{
        {"listen 443 ssl", fmt::format("listen 127.0.0.1:{} ssl", port)},
        {"/etc/ladder/tls/chain.pem", folder + "/server.pem"},
        {"/etc/ladder/tls/key.pem", folder + "/server.key"},
        {"127.0.0.1:8420;", fmt::format("127.0.0.1:{};", behind)},
    };
    for (const auto& [from, to] : changes) {
        const auto at = text.find("    " + from) == std::string::npos
                            ? text.find(" " + from) + 1
                            : text.find("    " + from) + 4;
        text.replace(at, from.size(), to);
    }
    return fmt::format(
        "user root;\ndaemon off;\npid {0}/pid;\nerror_log {0}/error;\nevents {{}}\nhttp {{\n"
        "access_log off;\nclient_body_temp_path {0}/b;\nproxy_temp_path {0}/p;\n"
        "fastcgi_temp_path {0}/f;\nuwsgi_temp_path {0}/u;\nscgi_temp_path {0}/s;\n{1}}}\n",
        folder,
        text
    );
}

std::uint16_t free_port() {
    const RunningServer server{Router{}};
    return server.port();
}

TEST_F(Tls, IsEndedByNginxAsTheExampleSays) {
    make("server", "/CN=ladder.example");
    Router behind = router();
    behind.add("GET", "/remote", [](const Request& request, const Reply& reply) {
        Response response;
        response.content_type = "text/plain";
        response.body = request.remote;
        reply.send(std::move(response));
    });
    ServerOptions options;
    options.behind_proxy = true;
    options.public_hosts = {"ladder.example"};
    const RunningServer server{std::move(behind), options};
    const auto port = free_port();
    std::ofstream{file("nginx.conf")}
        << nginx_example(folder_.path().string(), port, server.port());
    const auto nginx = ::fork();
    if (nginx == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        const auto conf = file("nginx.conf");
        ::execl("/usr/sbin/nginx", "nginx", "-c", conf.c_str(), nullptr);
        ::_exit(127);
    }
    const auto asked = [&](const std::string& words) {
        return said_by(fmt::format(
            "curl -sS -i -k --max-time 20 --retry 20 --retry-connrefused --retry-delay 1 --resolve "
            "'*:{0}:127.0.0.1' https://ladder.example:{0}{1}",
            port,
            words
        ));
    };
    EXPECT_THAT(
        asked("/remote -H 'X-Forwarded-For: 192.0.2.7' 2>/dev/null"),
        AllOf(
            HasSubstr("HTTP/1.1 200 OK\r\n"),
            HasSubstr("Strict-Transport-Security: max-age=31536000\r\n"),
            HasSubstr("\r\n\r\n127.0.0.1:0")
        )
    );
    std::ofstream{file("body")} << std::string(900'000, 'b');
    EXPECT_THAT(asked("/echo --data-binary @" + file("body")), HasSubstr("200 OK"));
    EXPECT_THAT(asked("/remote -H 'Host: other.example'"), HasSubstr("HTTP/1.1 421 "));
    ::kill(nginx, SIGTERM);
    int status = 0;
    ::waitpid(nginx, &status, 0);
}

// What our own client makes of servers: it talks with none but the one that was meant.
TEST_F(Tls, OurClientProvesTheServerAndShowsItsOwnCertificate) {
    ServerOptions options;
    options.tls = make("server", "/CN=localhost");
    const auto own = make("own", "/O=HMIC/CN=import.example");
    options.tls->client_ca = own.certificate;
    const RunningServer server{router(), options};
    const auto said_by_server = [](const std::string& url, ClientOptions how, int times = 1) {
        auto client = Client::make(url, std::move(how));
        if (!client) {
            return client.error().message;
        }
        Request request;
        request.method = "GET";
        request.path = "/who";
        for (int i = 1; i < times; ++i) {
            EXPECT_TRUE(client->send(request));
        }
        const auto answer = client->send(request);
        return answer ? answer->body : answer.error().message;
    };
    const auto at = [](std::string_view host, const RunningServer& running) {
        return fmt::format("https://{}:{}", host, running.port());
    };
    ClientOptions trusting;
    trusting.server_ca = options.tls->certificate;
    EXPECT_EQ(said_by_server(at("127.0.0.1", server), trusting, 3), "nobody");
    EXPECT_EQ(said_by_server(at("localhost", server), trusting), "nobody");
    ClientOptions showing = trusting;
    showing.client_certificate = own.certificate;
    showing.client_key = own.key;
    EXPECT_THAT(
        said_by_server(at("127.0.0.1", server), showing), HasSubstr("CN=import.example,O=HMIC")
    );
    showing.client_key = options.tls->key;
    EXPECT_THAT(
        said_by_server(at("127.0.0.1", server), showing), StartsWith(options.tls->key + ": is not")
    );
    // The system knows no authority of it.
    const auto not_good = HasSubstr("its certificate is not good for 127.0.0.1");
    EXPECT_THAT(said_by_server(at("127.0.0.1", server), {}), not_good);
    // Another server, under a certificate of the same authority for another name.
    options.tls = make("other", "/CN=other.example", "DNS:other.example");
    trusting.server_ca = options.tls->certificate;
    const RunningServer other{router(), options};
    EXPECT_THAT(said_by_server(at("127.0.0.1", other), trusting), not_good);
}

TEST_F(Tls, SaysWhichFileIsBad) {
    auto files = make("server", "/CN=localhost");
    EXPECT_TRUE(make_tls_context(files));
    const auto other = make("other", "/CN=localhost");
    const auto message_of = [](const TlsFiles& bad) {
        const auto made = make_tls_context(bad);
        return made ? std::string{"fine"} : made.error().message;
    };
    EXPECT_THAT(message_of({files.certificate, other.key, {}}), StartsWith(other.key + ": is not"));
    EXPECT_THAT(message_of({files.key, files.key, {}}), StartsWith(files.key + ": is not"));
    EXPECT_THAT(message_of({file("none"), files.key, {}}), HasSubstr("there is no such file"));
    EXPECT_THAT(
        message_of({files.certificate, files.key, files.key}), StartsWith(files.key + ": is not")
    );
}

}  // namespace tls_test

}  // namespace ladder::http::test
