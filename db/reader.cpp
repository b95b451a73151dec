#include "db/reader.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "db/by_name.hpp"
#include "db/fold_stream.hpp"
#include "db/journal.hpp"
#include "db/statement.hpp"
#include "engine/definition/compartments.hpp"

namespace ladder::db {
namespace {

constexpr std::size_t labels_max = 100'000;
// A publication of a document about a procedure's case is as deep as it goes.
constexpr int depth_max = 4;

struct Collection {
    std::string_view name;
    record::Model model;
};

constexpr std::array seen_collections{
    Collection{"cases", record::Model::cases},
    Collection{"procedures", record::Model::procedures},
    Collection{"meetings", record::Model::meetings},
    Collection{"documents", record::Model::documents},
    Collection{"publications", record::Model::publications},
    Collection{"assessments", record::Model::assessments},
    Collection{"peers", record::Model::peers},
    Collection{"imports", record::Model::imports},
    Collection{"evaluations", record::Model::evaluations},
    Collection{"rulesetProposals", record::Model::ruleset_proposals},
};

// What everybody with an account sees: no label is asked.
constexpr std::array register_collections{
    std::string_view{"bodies"}, std::string_view{"peerGroupSets"}, std::string_view{"rulesets"}};

std::string_view collection_of(std::string_view name) {
    return name.substr(0, name.find('/'));
}

bool is_register(std::string_view name) {
    return std::find(
               register_collections.begin(), register_collections.end(), collection_of(name)
           ) != register_collections.end();
}

const Collection* find_collection(std::string_view name) {
    const auto found =
        std::find_if(seen_collections.begin(), seen_collections.end(), [&](const Collection& one) {
            return one.name == collection_of(name);
        });
    return found == seen_collections.end() ? nullptr : &*found;
}

}  // namespace

LabelCache::Own LabelCache::find(
    const std::string& ruleset, const std::string& record, std::int64_t position
) {
    const std::lock_guard lock{mutex_};
    turn_to(ruleset);
    const auto found = labels_.find(record);
    return found == labels_.end() || found->second.position != position ? nullptr
                                                                        : found->second.label;
}

void LabelCache::keep(
    const std::string& ruleset, const std::string& record, std::int64_t position, Own label
) {
    const std::lock_guard lock{mutex_};
    turn_to(ruleset);
    if (labels_.size() >= labels_max) {
        labels_.clear();
    }
    labels_[record] = {position, std::move(label)};
}

void LabelCache::turn_to(const std::string& ruleset) {
    if (ruleset != ruleset_) {
        labels_.clear();
        ruleset_ = ruleset;
    }
}

access::FigureSight Reader::figures() const {
    if (sees_everything()) {
        return access::FigureSight::everything();
    }
    return access::FigureSight{
        *rights_, [ruleset = ruleset_](std::string_view indicator) {
            return definition::compartments_of_indicator(*ruleset, indicator);
        }};
}

Eyes::Eyes(soci::session& session, Backend backend, const Reader& reader)
    : session_{session},
      backend_{backend},
      reader_{reader},
      positions_{
          Snapshot::of(session) == nullptr ? own_positions_ : Snapshot::of(session)->positions()} {}

bool Eyes::shown(const access::Label& label) const {
    return access::may_see(*reader_.rights(), label);
}

bool Eyes::see(std::string_view name) {
    return see_as(name, v1::RECORD_KIND_UNSPECIFIED);
}

bool Eyes::see_as(std::string_view name, v1::RecordKind kind) {
    if (reader_.sees_everything() || is_register(name)) {
        return true;
    }
    const auto& label = label_of(access::record_of(name));
    if (!label) {
        return false;
    }
    if (kind != v1::RECORD_KIND_UNSPECIFIED) {
        return shown(access::as(*label, kind));
    }
    return shown(record::part_label(*label, name));
}

bool Eyes::see(const record::ModelRow& row) {
    if (reader_.sees_everything()) {
        return true;
    }
    if (row.model != record::Model::tasks) {
        return see(row.name);  // never of people and access records: they have no label
    }
    const auto& parent = label_of(access::record_of(row.name));
    if (!parent) {
        return false;
    }
    // A task is the work of its own role and owner alone.
    auto label = access::as(*parent, v1::RECORD_KIND_DIARY);
    const auto& body = row.filters.at(3);
    const auto& of = label.bodies;
    label.work = {{row.filters.at(1), body.empty() && !of.empty() ? of.front() : body}};
    label.people = {row.filters.at(2)};
    return shown(label);
}

bool Eyes::see_stream(std::string_view name) {
    if (reader_.sees_everything()) {
        return true;
    }
    return find_collection(name) == nullptr && !is_register(name)
               ? access::sees_all(*reader_.rights(), v1::RECORD_KIND_AUDIT)
               : see(name);
}

const std::optional<access::Label>& Eyes::label_of(std::string_view record) {
    const auto known = labels_.find(record);
    if (known != labels_.end()) {
        return known->second;
    }
    std::string name{record};
    auto label = find_label(name, 0);
    return labels_.emplace(std::move(name), std::move(label)).first->second;
}

std::optional<access::Label> Eyes::find_label(const std::string& record, int depth) {
    if (is_register(record)) {
        access::Label label;
        label.kind = v1::RECORD_KIND_REGISTER;
        label.record = record;
        if (collection_of(record) == "bodies") {
            label.bodies = {record};
        }
        return label;
    }
    const auto own = own_label_of(record);
    if (!own) {
        return std::nullopt;
    }
    return record::whole_label(*own, [&](std::string_view other) -> std::optional<access::Label> {
        const std::string name{access::record_of(other)};
        if (depth == depth_max || name == record) {
            return std::nullopt;
        }
        const auto known = labels_.find(name);
        return known == labels_.end() ? find_label(name, depth + 1) : known->second;
    });
}

LabelCache::Own Eyes::own_label_of(const std::string& record) {
    if (find_collection(record) == nullptr || reader_.ruleset() == nullptr) {
        return nullptr;
    }
    if (!positions_.contains(record)) {
        look_ahead({record});
    }
    const auto& position = positions_.at(record);
    if (!position) {
        return nullptr;
    }
    const auto& ruleset = *reader_.ruleset();
    if (auto kept = reader_.labels().find(ruleset.name(), record, *position)) {
        return kept;
    }
    const auto state = fold_stream(session_, backend_, record, {});
    if (!state) {
        return nullptr;  // nobody can say what it is, so nobody sees it
    }
    auto own = std::make_shared<const record::OwnLabel>(record::own_label(record, *state, ruleset));
    reader_.labels().keep(ruleset.name(), record, *position, own);
    return own;
}

void Eyes::look_ahead(const std::vector<std::string>& names) {
    if (reader_.sees_everything()) {
        return;
    }
    std::map<record::Model, std::vector<std::string>> asked;
    for (const auto& name : names) {
        const std::string record{access::record_of(name)};
        const auto* collection = find_collection(record);
        if (collection != nullptr && positions_.emplace(record, std::nullopt).second) {
            asked[collection->model].push_back(record);
        }
    }
    for (const auto& [model, records] : asked) {
        select_by_name<long long>(
            session_,
            backend_,
            model,
            "from_position",
            records,
            [&](const std::string& name, long long position) { positions_[name] = position; }
        );
    }
}

}  // namespace ladder::db
