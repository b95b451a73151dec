#include "tests/e2e/site.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <stdexcept>

#include <boost/json/parse.hpp>
#include <boost/json/src.hpp>
#include <fmt/format.h>

namespace ladder::e2e {

namespace {

const process::Acting secretariat{"Ann Lee", "ppsg_secretariat"};

// A database with the demonstration, loaded once and then only copied.
class Loaded {
public:
    Loaded() {
        const auto url = "sqlite:" + path().string();
        for (const auto& command :
             {std::vector<std::string>{"db", "migrate", "--database", url},
              std::vector<std::string>{"demo", "load", "--database", url}}) {
            const auto finished = process::run_ladder(command);
            if (finished.exit_code != 0) {
                throw std::runtime_error{finished.output};
            }
        }
        (void)keyring_.token(secretariat);
    }
    const process::Keyring& keyring() const { return keyring_; }
    std::filesystem::path path() const { return folder_.path() / "demo.db"; }

private:
    tests::TemporaryFolder folder_;
    process::Keyring keyring_{"sqlite:" + path().string()};
};

const Loaded& loaded() {
    static const Loaded once;
    return once;
}

}  // namespace

const boost::json::value& JsonAnswer::at(std::string_view path) const {
    const auto* value = &body;
    while (!path.empty()) {
        const auto slash = std::min(path.find('/'), path.size());
        const auto name = path.substr(0, slash);
        path.remove_prefix(std::min(path.size(), slash + 1));
        std::size_t index = 0;
        const auto number = std::from_chars(name.data(), name.data() + name.size(), index);
        value =
            number.ec == std::errc{} ? &value->as_array().at(index) : &value->as_object().at(name);
    }
    return *value;
}

std::string JsonAnswer::text(std::string_view path) const {
    const auto& text = at(path).as_string();
    return {text.data(), text.size()};
}

Site::Site()
    : database_{"sqlite:" + (folder_.path() / "site.db").string()},
      keyring_{loaded().keyring().for_copy(database_)} {
    // Those of a body are of these.
    keyring_.set_bodies({"bodies/west-midlands", "bodies/nottinghamshire"});
    std::filesystem::copy_file(loaded().path(), folder_.path() / "site.db");
    server_ = std::make_unique<process::Server>(database_);
}

std::string Site::url() const {
    return fmt::format("http://127.0.0.1:{}", server_->port());
}

process::Finished Site::run(std::vector<std::string> arguments) const {
    auto acting = secretariat;
    const auto as = std::find(arguments.begin(), arguments.end(), "--acting");
    if (as != arguments.end()) {
        acting.person = *(as + 1);
        arguments.erase(as, as + 2);
        const auto capacity = std::find(arguments.begin(), arguments.end(), "--capacity");
        acting.capacity = capacity == arguments.end() ? std::string{} : *(capacity + 1);
    } else {
        arguments.insert(arguments.end(), {"--capacity", acting.capacity});
    }
    arguments.insert(
        arguments.end(), {"--token-file", keyring_.token_file(acting, folder_.path().string())}
    );
    arguments.insert(arguments.end(), {"--server", url()});
    return process::run_ladder(arguments);
}

std::vector<http::Header> Site::headers_of(const std::string& actor) const {
    std::vector<http::Header> headers;
    for (auto& [name, value] : keyring_.headers(actor)) {
        headers.push_back({name, value});
    }
    return headers;
}

http::Response Site::send(const http::Request& request) {
    auto client = http::Client::make(url()).value();
    return client.send(request).value();
}

JsonAnswer Site::post(
    const std::string& procedure, const std::string& json, const std::string& actor
) {
    http::Request request;
    request.method = "POST";
    request.path = "/ladder.v1." + procedure;
    request.headers = headers_of(actor);
    request.headers.push_back({"Content-Type", "application/json"});
    request.body = json;
    const auto response = send(request);
    return {response.status, boost::json::parse(response.body)};
}

}  // namespace ladder::e2e
