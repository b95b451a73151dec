// Whose eyes a read has: carried by every read of records, as known_at is.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <soci/soci.h>

#include "db/dialect.hpp"
#include "db/snapshot.hpp"
#include "engine/access/figure_sight.hpp"
#include "engine/access/rights.hpp"
#include "engine/definition/ruleset.hpp"
#include "engine/record/labels.hpp"

namespace ladder::db {

// Own labels of records by the event that made them so, which never change. Safe from many threads.
class LabelCache {
public:
    using Own = std::shared_ptr<const record::OwnLabel>;

    // Null: not kept. Labels by another ruleset are forgotten.
    Own find(const std::string& ruleset, const std::string& record, std::int64_t position);
    void keep(
        const std::string& ruleset, const std::string& record, std::int64_t position, Own label
    );

private:
    struct Kept {
        std::int64_t position = 0;
        Own label;
    };
    void turn_to(const std::string& ruleset);

    std::mutex mutex_;
    std::string ruleset_;
    std::unordered_map<std::string, Kept> labels_;
};

// Whoever reads. There is none by default: who has the database at hand says everything(), a call
// over the network brings the rights of its caller.
class Reader {
public:
    // For the operator, the worker and what checks the record itself; never for a call of somebody.
    static Reader everything() { return Reader{}; }

    // `ruleset`: the one by which the rights were compiled; null: none is published, and nothing
    // but the registers is seen.
    Reader(
        std::shared_ptr<const access::Rights> rights,
        std::shared_ptr<const definition::Ruleset> ruleset,
        std::shared_ptr<LabelCache> labels
    )
        : rights_{std::move(rights)}, ruleset_{std::move(ruleset)}, labels_{std::move(labels)} {}

    bool sees_everything() const { return rights_ == nullptr; }
    // Null for whoever sees everything.
    const std::shared_ptr<const access::Rights>& rights() const { return rights_; }
    const std::shared_ptr<const definition::Ruleset>& ruleset() const { return ruleset_; }
    LabelCache& labels() const { return *labels_; }

    // Which figures are seen. Of one call and one thread.
    access::FigureSight figures() const;

private:
    Reader() = default;

    std::shared_ptr<const access::Rights> rights_;
    std::shared_ptr<const definition::Ruleset> ruleset_;
    std::shared_ptr<LabelCache> labels_;
};

// What a reader sees within one snapshot: each record is looked at once. It is the label of the
// record as it stands now that counts, whatever moment is read. Throws soci_error.
class Eyes {
public:
    Eyes(soci::session& session, Backend backend, const Reader& reader);
    Eyes(const Eyes&) = delete;
    Eyes& operator=(const Eyes&) = delete;

    // Whether a record, or a part of one ("cases/x/tasks/t1"), is there and seen.
    bool see(std::string_view name);
    // The same of a record as another kind: what is said in it, what is due in it.
    bool see_as(std::string_view name, v1::RecordKind kind);
    // The same of the row of a list.
    bool see(const record::ModelRow& row);

    // Whether the journal's entries of a stream are seen: those of records by their labels, those
    // of people and of what was looked at by whoever sees all of the audit.
    bool see_stream(std::string_view name);

    // What is asked about soon, in one query for each collection.
    void look_ahead(const std::vector<std::string>& names);

    // The label of a record; nothing if there is none. Not for whoever sees everything.
    const std::optional<access::Label>& label_of(std::string_view record);

private:
    std::optional<access::Label> find_label(const std::string& record, int depth);
    LabelCache::Own own_label_of(const std::string& record);
    bool shown(const access::Label& label) const;

    soci::session& session_;
    Backend backend_;
    const Reader& reader_;
    Positions own_positions_;
    Positions& positions_;  // those of the snapshot that the session reads, or its own
    std::map<std::string, std::optional<access::Label>, std::less<>> labels_;
};

}  // namespace ladder::db
