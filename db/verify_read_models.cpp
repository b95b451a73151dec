// Compares every read model with what the journal makes of it.
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "db/batch.hpp"
#include "db/replay.hpp"
#include "db/verify_steps.hpp"

namespace ladder::db {
namespace {

// (table, name, from_position) -> the other values, as stored.
using StoredRows = std::map<std::tuple<std::size_t, std::string, long long>, TableRow>;

// Which models a stream's rows are in, and between which names.
struct NameRange {
    Model model{};
    std::string first;
    std::string last;  // both included
};

// The rows of a list within a record: those named "RECORD/LIST/..".
NameRange range_within(Model model, const std::string& stream, std::string_view list) {
    // '0' follows '/'.
    const auto prefix = stream + "/" + std::string{list};
    return {model, prefix + "/", prefix + "0"};
}

std::vector<NameRange> ranges_of(const std::string& stream) {
    static constexpr std::pair<std::string_view, Model> stated_models[]{
        {"cases/", Model::cases},
        {"procedures/", Model::procedures},
        {"meetings/", Model::meetings},
        {"bodies/", Model::bodies},
        {"peerGroupSets/", Model::peer_group_sets},
        {"imports/", Model::imports},
        {"peers/", Model::peers},
        {"documents/", Model::documents},
        {"publications/", Model::publications},
        {"assessments/", Model::assessments},
        {"evaluations/", Model::evaluations},
        {"people/", Model::people},
        {"rulesetProposals/", Model::ruleset_proposals},
    };
    if (stream.starts_with("access/")) {
        return {{Model::access_records, stream + "/", stream + "0"}};  // '0' follows '/'
    }
    if (stream.starts_with("rulesets/")) {
        return {{Model::rulesets, stream + "@", stream + "@~"}};
    }
    std::vector<NameRange> ranges;
    for (const auto& [collection, model] : stated_models) {
        if (stream.starts_with(collection)) {
            ranges.push_back({model, stream, stream});
        }
    }
    if (stream.starts_with("cases/")) {
        ranges.push_back(range_within(Model::proposals, stream, "proposals"));
    }
    if (stream.starts_with("cases/") || stream.starts_with("procedures/") ||
        stream.starts_with("meetings/")) {
        ranges.push_back(range_within(Model::deadlines, stream, "deadlines"));
        ranges.push_back(range_within(Model::tasks, stream, "tasks"));
    }
    return ranges;
}

void read_stored(
    soci::session& session, Backend backend, const NameRange& range, StoredRows& stored
) {
    const auto table = table_of(range.model);
    const auto& shape = shape_of_table(table);
    TableRow row;
    row.texts.resize(shape.texts.size());
    row.integers.resize(shape.integers.size());
    std::string columns;
    for (const auto& text : shape.texts) {
        columns += text.name + ", ";
    }
    columns += shape.integers[0] + ", " + shape.integers[1];
    select_rows(
        session,
        "SELECT " + columns + " FROM " + shape.table + " WHERE name >= :first AND name <= :last",
        {{{"first", range.first}, {"last", range.last}}, {}},
        [&](soci::statement& statement) {
            for (auto& text : row.texts) {
                statement.exchange(soci::into(text));
            }
            for (auto& integer : row.integers) {
                statement.exchange(soci::into(integer));
            }
        },
        [&] {
            auto found = row;
            found.texts.back() = from_selected(backend, std::move(found.texts.back()));
            stored[{table, row.texts.front(), row.integers.front()}] = std::move(found);
            return true;
        }
    );
}

std::string describe(const std::tuple<std::size_t, std::string, long long>& key) {
    return fmt::format(
        "row '{}' from position {} in {}",
        std::get<1>(key),
        std::get<2>(key),
        shape_of_table(std::get<0>(key)).table
    );
}

void compare(const ReplayedStream& replayed, StoredRows stored, VerifyReport& report) {
    for (const auto& placed : replayed.rows) {
        const std::tuple key{table_of(placed.row.model), placed.row.name, placed.row.from_position};
        const auto found = stored.find(key);
        if (found == stored.end()) {
            find(report, replayed.stream, describe(key) + " is missing");
            continue;
        }
        const auto expected = table_row_of(placed.row, placed.to_position);
        if (found->second.texts != expected.texts || found->second.integers != expected.integers) {
            find(report, replayed.stream, describe(key) + " is not what the journal makes of it");
        }
        stored.erase(found);
    }
    for (const auto& [key, row] : stored) {
        find(report, replayed.stream, describe(key) + " is not made by any event");
    }
}

}  // namespace

void verify_read_models_of(
    soci::session& session, Backend backend, const std::string& stream, VerifyReport& report
) {
    const auto replayed = replay_stream(session, backend, stream);
    ++report.streams;
    for (const auto& problem : replayed.problems) {
        find(report, stream, problem);
    }
    StoredRows stored;
    for (const auto& range : ranges_of(stream)) {
        read_stored(session, backend, range, stored);
    }
    report.read_model_rows += static_cast<std::int64_t>(stored.size());
    compare(replayed, std::move(stored), report);
}

void verify_read_models(
    soci::session& session, Backend backend, VerifyReport& report, const Progress& progress
) {
    std::array<std::int64_t, batch_tables> seen{};
    std::int64_t events = 0;
    replay_streams(session, backend, [&](const ReplayedStream& replayed) {
        ++report.streams;
        events += replayed.events;
        for (const auto& problem : replayed.problems) {
            find(report, replayed.stream, problem);
        }
        StoredRows stored;
        for (const auto& range : ranges_of(replayed.stream)) {
            read_stored(session, backend, range, stored);
        }
        for (const auto& [key, row] : stored) {
            ++seen[std::get<0>(key)];
        }
        report.read_model_rows += static_cast<std::int64_t>(stored.size());
        compare(replayed, std::move(stored), report);
        if (progress) {
            progress("read models", events, report.events);
        }
    });
    for (const auto model : all_models) {
        const auto table = table_of(model);
        const auto& name = shape_of_table(table).table;
        long long count = 0;
        session << "SELECT count(*) FROM " + name, soci::into(count);
        if (count != seen[table]) {
            find(
                report,
                name,
                fmt::format("{} rows belong to no stream of the journal", count - seen[table])
            );
        }
    }
}

}  // namespace ladder::db
