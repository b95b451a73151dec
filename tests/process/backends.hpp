// The databases that these tests run on, each empty and its own.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ladder::process {

// An empty database that goes away with this.
class Backend {
public:
    virtual ~Backend() = default;
    // As `ladder --database` takes it.
    [[nodiscard]] virtual const std::string& url() const = 0;
};

using MakeBackend = std::function<std::unique_ptr<Backend>()>;

[[nodiscard]] std::unique_ptr<Backend> make_sqlite();
[[nodiscard]] std::unique_ptr<Backend> make_postgresql();

// SQLite, then PostgreSQL.
[[nodiscard]] inline std::vector<MakeBackend> all_backends() {
    return {make_sqlite, make_postgresql};
}

}  // namespace ladder::process
