// Whatever was imported before: a file that was imported once changes nothing when it comes again.
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "services/api/import.hpp"
#include "tests/unit/api/service.hpp"

namespace ladder::api {
namespace import_properties {

// A few rows over two forces and four quarters, with a bad one now and then.
std::string some_rows() {
    const auto rows = *rc::gen::inRange(1, 7);
    std::set<std::pair<std::string, std::string>> used;
    std::string text;
    for (int i = 0; i < rows; ++i) {
        const auto body =
            *rc::gen::elementOf(std::vector<std::string>{"north", "south", "nowhere"});
        const auto end = *rc::gen::elementOf(std::vector<std::string>{
            "2010-03-31", "2010-06-30", "2010-09-30", "2010-12-31", "2010-02-30"});
        const auto value = *rc::gen::elementOf(std::vector<std::string>{"7", "8", "-1", "", "x"});
        if (used.emplace(body, end).second) {
            text.append(body).append(",").append(end).append(",").append(value).append("\n");
        }
    }
    return text;
}

std::int64_t events_of(Service& service) {
    return service.app()
        .database
        .read([](soci::session& session) -> base::Result<std::int64_t> {
            long long size = 0;
            session << "SELECT size FROM log_head", soci::into(size);
            return std::int64_t{size};
        })
        .value();
}

RC_GTEST_PROP(ImportProperty, TheSameFileAgainChangesNothing, ()) {
    static Service service;  // one world: whatever earlier rounds brought is there too
    static const bool ready = [] {
        service.publish();
        service.register_forces();
        return true;
    }();
    RC_ASSERT(ready);
    std::vector<std::string> files;
    for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
        files.push_back(some_rows());
        const auto loaded = service.import_robberies(files.back(), true);
        RC_ASSERT(loaded.has_value());
    }
    const auto events = events_of(service);
    const auto figures =
        service.app()
            .observations
            .list(db::Reader::everything(), {{"recorded_robbery"}, "", "", "", true}, {}, {})
            .value()
            .items.size();
    for (const auto& file : files) {
        const auto again = service.import_robberies(file, true);
        RC_ASSERT(again.has_value());
        RC_ASSERT(again->import().empty());
        RC_ASSERT(again->added() == 0);
        RC_ASSERT(again->revised() == 0);
    }
    RC_ASSERT(events_of(service) == events);
    const auto after = service.app().observations.list(
        db::Reader::everything(), {{"recorded_robbery"}, "", "", "", true}, {}, {}
    );
    RC_ASSERT(after.value().items.size() == figures);
}

}  // namespace import_properties
}  // namespace ladder::api
