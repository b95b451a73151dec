// A desk at which tests work on one procedure of a case: it keeps the clock, the caller, the
// register of peers and the record.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/procedures/procedure.hpp"
#include "tests/unit/casework/desk.hpp"
#include "tests/unit/procedures/sample_procedures.hpp"

namespace ladder::procedures::sample {

using casework::sample::analyst;
using casework::sample::chair;
using casework::sample::day;
using casework::sample::hmcic;
using casework::sample::home_secretary;
using casework::sample::named;
using casework::sample::secretariat;

struct Row {
    v1::Event event;
    command::Recorded recorded;
};

// A peer of another force than gwent(), accredited from 2010 and cleared to SECRET.
v1::Peer peer(std::string_view id);

class ProcedureDesk {
public:
    // Starts "support" in an open case of gwent() on 2011-01-10, at noon UTC of that day. The case
    // is only what Circumstances ask of it.
    explicit ProcedureDesk(
        v1::Subject subject = v1::SUBJECT_GENERAL, const definition::Ruleset& rules = ruleset()
    );
    ProcedureDesk(const ProcedureDesk&) = delete;
    ProcedureDesk& operator=(const ProcedureDesk&) = delete;

    v1::Procedure state;
    v1::Case of_case;
    v1::Body body = casework::sample::gwent();
    std::map<std::string, v1::Peer, std::less<>> peers;  // ann, ben and cat
    std::vector<v1::Procedure> procedures;               // others of the case
    std::vector<v1::Assessment> assessments;
    std::vector<casework::Deployment> deployments;
    std::vector<Row> record;
    v1::Actor caller = secretariat();
    base::Instant now;

    // Noon UTC of a day.
    void on(std::string_view iso);

    Context context() const;

    base::Result<Events> start(const v1::StartProcedureRequest& command) const {
        return procedures::decide(command, context());
    }
    template <class Command>
    base::Result<Events> decide(const Command& command) const {
        return procedures::decide(state, command, context());
    }

    // Decides at the current etag as `by`, and applies. Throws on a refusal.
    template <class Command>
    void act(Command command, const v1::Actor& by) {
        command.set_etag(state.etag());
        caller = by;
        apply_all(decide(command).value());
        caller = secretariat();
    }

    void apply_all(const Events& events);

    using FieldsGiven = std::vector<std::pair<std::string, std::string>>;
    v1::RecordEntryRequest entry(
        std::string_view record, std::string_view key = {}, const FieldsGiven& values = {}
    ) const;
    v1::WithdrawEntryRequest withdrawal(std::string_view entry) const;
    v1::TakeStepRequest step(std::string_view to) const;

    // Each brings the procedure, by lawful commands, to where the name says: terms e1; then member
    // ann e2, her consent e3, and all considered e4.
    void agree_terms();
    void form_team();
    void ready_to_deploy();

private:
    const definition::Ruleset* ruleset_;
};

v1::StartProcedureRequest starting(std::string_view definition);

}  // namespace ladder::procedures::sample
