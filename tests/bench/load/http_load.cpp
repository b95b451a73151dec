// The same client for whatever answers HTTP: prints how many requests a second were answered, and
// the 50th and 99th hundredth of their times in microseconds.
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "tests/bench/load/closed_loop.hpp"
#include "tests/support/program.hpp"

namespace ladder::bench {
namespace {

constexpr int cases = 1000;

struct Options {
    std::uint16_t port = 0;
    std::string path;
    std::string body_file;
    std::vector<std::string> headers;
    std::size_t callers = 1;
    int milliseconds = 2000;
};

std::string text_of(const std::string& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

// "{}" in the path is one of the cases, at random.
std::string path_for(const std::string& path, int which) {
    const auto at = path.find("{}");
    return at == std::string::npos
               ? path
               : path.substr(0, at) + std::to_string(which) + path.substr(at + 2);
}

int run(int argc, char** argv) {
    Options options;
    CLI::App app{"Calls a server of this machine over and over"};
    app.add_option("--port", options.port, "Where it listens on 127.0.0.1")->required();
    app.add_option("--path", options.path, "What is asked, with {} for one of 1,000 cases")
        ->required();
    app.add_option("--body", options.body_file, "A file that every request carries");
    app.add_option("--header", options.headers, "'Name: value', of every request");
    app.add_option("--callers", options.callers, "Callers that wait at once");
    app.add_option("--milliseconds", options.milliseconds, "Length of the run")
        ->check(CLI::Range(100, 60000));
    CLI11_PARSE(app, argc, argv);
    process::Headers headers;
    for (const auto& header : options.headers) {
        const auto colon = header.find(": ");
        headers.emplace_back(header.substr(0, colon), header.substr(colon + 2));
    }
    const auto body = options.body_file.empty() ? std::string{} : text_of(options.body_file);
    std::minstd_rand random{7};
    std::uniform_int_distribution<int> any_case{1, cases};
    const auto seen = run_closed_loop(
        options.port,
        headers,
        options.callers,
        std::chrono::milliseconds{options.milliseconds},
        [&](std::size_t) {
            return Request{path_for(options.path, any_case(random)), body};
        }
    );
    std::cout << fmt::format("{:.0f} {:.0f} {:.0f}\n", seen.per_second, seen.p50_us, seen.p99_us);
    return 0;
}

}  // namespace
}  // namespace ladder::bench

int main(int argc, char** argv) {
    return ladder::tests::run_program("http_load", [&] { return ladder::bench::run(argc, argv); });
}
