// What our transport can reach: a Boost.Beast server, one thread, that answers with as many bytes
// as asked. Usage: beast_echo BYTES
#include <cstdio>
#include <cstdlib>

#include "tests/bench/bare_stack/session.hpp"

int main(int argc, char** argv) {
    using namespace ladder::bench;
    if (argc != 2) {
        std::fprintf(stderr, "usage: beast_echo BYTES\n");
        return 2;
    }
    const std::string body(std::strtoul(argv[1], nullptr, 10), 'x');
    boost::asio::io_context context{1};
    serve(context, [&](const std::shared_ptr<Session>& session) { session->answer(body); });
}
