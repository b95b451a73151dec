#include "services/api/desk.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "engine/definition/compartments.hpp"
#include "engine/record/labels.hpp"
#include "services/api/strain.hpp"

namespace ladder::api {

namespace {

constexpr int labels_deep = 4;

// The record without some streams: those are not there, by name.
class Without final : public record::Aggregates {
public:
    Without(record::Aggregates& whole, const std::set<std::string>& hidden)
        : whole_{whole}, hidden_{hidden} {}

    const record::Aggregate& find(const std::string& stream) override {
        static const record::Aggregate nothing;
        return hides(stream) ? nothing : whole_.find(stream);
    }
    std::vector<std::string> names_where(
        record::Model model, std::string_view column, const std::string& value
    ) override {
        return whole_.names_where(model, column, value);
    }
    const v1::Case* find_case(std::string_view name) override {
        return hides(name) ? nullptr : whole_.find_case(name);
    }
    diary::LastChange last_change(const std::string& stream) override {
        return whole_.last_change(stream);
    }
    const v1::Case* find_open_case(std::string_view body, v1::Subject subject) override {
        return whole_.find_open_case(body, subject);
    }
    const v1::Case* find_newest_case(std::string_view body, v1::Subject subject) override {
        return whole_.find_newest_case(body, subject);
    }
    const v1::Body* find_body(std::string_view name) override { return whole_.find_body(name); }
    const v1::PeerGroupSet* find_peer_group_set(std::string_view name) override {
        return whole_.find_peer_group_set(name);
    }
    std::shared_ptr<const definition::Ruleset> find_ruleset(std::string_view name) override {
        return whole_.find_ruleset(name);
    }
    std::string newest_import() override { return whole_.newest_import(); }
    std::int64_t evidence_position() override { return whole_.evidence_position(); }

private:
    bool hides(std::string_view name) const { return hidden_.contains(std::string{name}); }

    record::Aggregates& whole_;
    const std::set<std::string>& hidden_;
};

// The label of a record as it stands where the command will be committed.
std::optional<access::Label> find_label(
    record::Aggregates& aggregates,
    const definition::Ruleset& ruleset,
    std::string_view record,
    int depth = 0
) {
    const std::string name{record};
    if (depth == labels_deep || !record::is_stream(name) || name.starts_with("rulesets/")) {
        return std::nullopt;
    }
    const auto& state = aggregates.find(name);
    if (std::holds_alternative<std::monostate>(state)) {
        return std::nullopt;
    }
    return record::whole_label(
        record::own_label(name, state, ruleset),
        [&](std::string_view other) {
            return find_label(aggregates, ruleset, access::record_of(other), depth + 1);
        }
    );
}

base::Error kept_away(std::string_view record) {
    return {
        base::Code::permission_denied,
        fmt::format("you keep away from {}, so you do not act in it", record),
        {}};
}

// What stands guard over one command; shared with what answers it.
class Guard {
public:
    Guard(
        db::Reader reader,
        std::vector<std::string> names,
        std::string person,
        Refused refused,
        Answered answered
    )
        : reader_{std::move(reader)},
          names_{std::move(names)},
          person_{std::move(person)},
          refused_{std::move(refused)},
          answered_{std::move(answered)} {}

    using Decide = std::function<base::Result<db::Ruling>(db::Aggregates&, const db::Stamp&)>;

    base::Result<db::Ruling> decide(
        db::Aggregates& aggregates, const db::Stamp& stamp, const Decide& decide
    ) {
        const auto ruleset = ruleset_in(aggregates);
        if (!ruleset) {
            return decide(aggregates, stamp);  // nothing but the registers is there
        }
        Seen seen{*reader_.rights(), [&](std::string_view record) {
                      return find_label(aggregates, *ruleset, record);
                  }};
        hidden_.clear();
        for (const auto& name : names_) {
            const std::string record{access::record_of(name)};
            if (!seen.sees(name) && seen.label_of(record)) {
                hidden_.insert(record);
            } else if (seen.keeps_away(record)) {
                return kept_away(record);
            }
        }
        Without without{aggregates, hidden_};
        auto ruling = hidden_.empty() ? decide(aggregates, stamp) : decide(without, stamp);
        if (!ruling) {
            return ruling;
        }
        if (const auto may = may_make(*ruling, aggregates, *ruleset, stamp); !may) {
            return may.error();
        }
        return ruling;
    }

    // What the caller may see of what the command came to.
    std::unique_ptr<google::protobuf::Message> strained(
        std::unique_ptr<google::protobuf::Message> answer, db::Aggregates& aggregates
    ) {
        const auto ruleset = ruleset_in(aggregates);
        if (!answer || !ruleset) {
            return answer;
        }
        Seen seen{*reader_.rights(), [&](std::string_view record) {
                      return find_label(aggregates, *ruleset, record);
                  }};
        const auto told = strain(*answer, seen);
        shows_less_ = told.shows_less;
        if (answered_) {
            answered_(told.records, told.marking);
        }
        return answer;
    }

    bool shows_less() const { return shows_less_; }

    void tell(const base::Error& error) const {
        if (refused_ && (error.code == base::Code::permission_denied || !hidden_.empty())) {
            refused_(error.code, names_);
        }
    }

private:
    // Whoever was proved before the first ruleset was published has no rights by it, and is let do
    // nothing with what has come since.
    std::shared_ptr<const definition::Ruleset> ruleset_in(db::Aggregates& aggregates) const {
        return reader_.ruleset() ? reader_.ruleset() : aggregates.find_ruleset("");
    }

    // Nobody makes by their own act what they could not see: what they could not undo either.
    base::Result<void> may_make(
        const db::Ruling& ruling,
        db::Aggregates& aggregates,
        const definition::Ruleset& ruleset,
        const db::Stamp& stamp
    ) const {
        std::map<std::string, record::Aggregate> made;
        for (const auto& event : ruling.events) {
            if (!event.cause.empty() || is_register(event.stream) ||
                !std::holds_alternative<std::monostate>(aggregates.find(event.stream))) {
                continue;
            }
            v1::Actor actor;
            actor.set_person(person_);
            record::fold(
                made[event.stream],
                event.stream,
                event.event,
                {stamp.first_position,
                 1,
                 stamp.recorded_at,
                 actor,
                 base::day_of(stamp.recorded_at),
                 false}
            );
        }
        for (const auto& [name, state] : made) {
            const auto label = record::whole_label(
                record::own_label(name, state, ruleset),
                [&](std::string_view other) {
                    return find_label(aggregates, ruleset, access::record_of(other));
                }
            );
            if (!access::may_see(*reader_.rights(), label)) {
                return base::Error{
                    base::Code::permission_denied,
                    "your roles, your check or your compartments would not show you what this "
                    "makes, so you do not make it",
                    {}};
            }
        }
        return {};
    }

    // Records of these are not seen by label: who makes them is asked elsewhere.
    static bool is_register(std::string_view stream) {
        const auto collection = stream.substr(0, stream.find('/'));
        return collection == "rulesets" || collection == "people" || collection == "access" ||
               collection == "destructions" || collection == "imports" ||
               collection == "evaluations";
    }

    db::Reader reader_;
    std::vector<std::string> names_;
    std::string person_;
    Refused refused_;
    Answered answered_;
    std::set<std::string> hidden_;  // of the last attempt
    bool shows_less_ = false;       // its answer
};

}  // namespace

void Desk::submit(db::Work work) const {
    if (reader_.sees_everything()) {
        return writer_.submit(std::move(work));
    }
    // An act is in the journal by itself; what was only tried tells as much, and is not.
    auto guard = std::make_shared<Guard>(
        reader_, names_, work.actor.person(), refused_, work.validate_only ? answered_ : Answered{}
    );
    work.decide = [guard, decide = std::move(work.decide)](
                      db::Aggregates& aggregates, const db::Stamp& stamp
                  ) -> base::Result<db::Ruling> {
        auto ruling = guard->decide(aggregates, stamp, decide);
        if (ruling) {
            ruling->respond = [guard, respond = std::move(ruling->respond)](db::Aggregates& now) {
                return guard->strained(respond(now), now);
            };
            ruling->shows_less = [guard, before = std::move(ruling->shows_less)] {
                return guard->shows_less() || (before && before());
            };
        }
        return ruling;
    };
    work.done = [guard, done = std::move(work.done)](base::Result<std::string> answer) {
        if (!answer) {
            guard->tell(answer.error());
        }
        done(std::move(answer));
    };
    writer_.submit(std::move(work));
}

base::Result<void> Desk::may_open(
    const definition::Ruleset& ruleset, const std::string& body, v1::Subject subject
) const {
    if (reader_.sees_everything()) {
        return {};
    }
    access::Label label;
    label.kind = v1::RECORD_KIND_CASE;
    label.bodies = {body};
    label.compartments = definition::compartments_of(ruleset, subject);
    if (access::is_recused(*reader_.rights(), label)) {
        return kept_away(body);
    }
    if (access::may_see(*reader_.rights(), label)) {
        return {};
    }
    return base::Error{
        base::Code::permission_denied,
        "your roles, your check or your compartments would not show you such a case of this body, "
        "so you do not open one",
        {}};
}

}  // namespace ladder::api
