#include "services/console/subject/stale.hpp"

#include "services/console/desks.hpp"
#include "services/console/fields.hpp"
#include "services/console/words.hpp"

namespace ladder::subject {

namespace {

// The number of events that the form's user had seen; all of them if that can't be known.
std::int64_t version_seen(const Visit& visit, const v1::Case& state) {
    const auto seen = visit.form.value("version");
    const bool is_number = !seen.empty() && seen.size() < 10 &&
                           seen.find_first_not_of("0123456789") == std::string::npos;
    return is_number ? std::stoll(seen) : state.version();
}

}  // namespace

void put_seen(Data& data, const v1::Case& state) {
    data.set("etag", state.etag());
    data.set("version", std::to_string(state.version()));
}

void put_fresh(Data& data) {
    data.set("stale", Data{false});
}

void put_stale(Data& data, const Visit& visit, const CaseFile& file) {
    const auto& state = file.state;
    data.set("stale", Data{true});
    data.set("changed_by", file.titles.actor(state.updated_by()));
    const auto at = base::from_timestamp(state.updated_at());
    data.set("changed_at", at ? console::moment_in_words(*at) : std::string{});
    v1::ListCaseEventsRequest request;
    request.set_name(state.name());
    const auto events =
        visit.read_all("CaseService/ListCaseEvents", request, &v1::ListCaseEventsResponse::events);
    std::vector<Data> told;
    if (events) {
        const auto seen = version_seen(visit, state);
        for (const auto& event : *events) {
            if (event.version() > seen) {
                auto& line = told.emplace_back(Data::type::object);
                line.set("text", file.titles.plain(event.text()));
                line.set("who", file.titles.actor(event.actor()));
            }
        }
    }
    data.set("has_told", Data{!told.empty()});
    data.set("told", console::list_of(std::move(told)));
}

}  // namespace ladder::subject
