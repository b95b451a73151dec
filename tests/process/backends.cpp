#include "tests/process/backends.hpp"

#include "tests/support/postgres.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ladder::process {
namespace {

class Sqlite final : public Backend {
public:
    [[nodiscard]] const std::string& url() const override { return url_; }

private:
    tests::TemporaryFolder folder_;
    std::string url_{"sqlite:" + (folder_.path() / "ladder.db").string()};
};

// A database of the server that all tests of this process share.
class Postgresql final : public Backend {
public:
    [[nodiscard]] const std::string& url() const override { return url_; }

private:
    std::string url_{tests::shared_postgres().create_database()};
};

}  // namespace

std::unique_ptr<Backend> make_sqlite() {
    return std::make_unique<Sqlite>();
}

std::unique_ptr<Backend> make_postgresql() {
    return std::make_unique<Postgresql>();
}

}  // namespace ladder::process
