#include "tests/unit/procedures/procedure_desk.hpp"

#include <chrono>

namespace ladder::procedures::sample {

v1::Peer peer(std::string_view id) {
    v1::Peer made;
    made.set_name("peers/" + std::string{id});
    made.set_home_force("bodies/kent");
    made.set_accredited_from("2010-01-01");
    made.set_clearance(v1::MARKING_SECRET);
    return made;
}

v1::StartProcedureRequest starting(std::string_view definition) {
    v1::StartProcedureRequest command;
    command.set_definition(std::string{definition});
    command.set_reasons("Support was asked for.");
    return command;
}

ProcedureDesk::ProcedureDesk(v1::Subject subject, const definition::Ruleset& rules)
    : ruleset_{&rules} {
    on("2011-01-10");
    of_case.set_name("cases/gwent-general-1");
    of_case.set_body(body.name());
    of_case.set_subject(subject);
    of_case.set_ladder("police-force");
    of_case.set_stage("self_improvement");
    of_case.set_stage_since("2011-01-03");
    of_case.set_opened_on("2011-01-03");
    for (const auto* id : {"ann", "ben", "cat"}) {
        auto one = peer(id);
        peers.emplace(one.name(), one);
    }
    state.set_name("procedures/gwent-support-1");
    apply_all(start(starting("support")).value());
}

void ProcedureDesk::on(std::string_view iso) {
    now = base::Instant{day(iso)} + std::chrono::hours{12};
}

Context ProcedureDesk::context() const {
    casework::Surroundings around;
    around.body = &body;
    around.procedures = [this] {
        std::vector<const v1::Procedure*> all;
        for (const auto& one : procedures) {
            all.push_back(&one);
        }
        return all;
    };
    around.assessments = [this] {
        std::vector<const v1::Assessment*> all;
        for (const auto& one : assessments) {
            all.push_back(&one);
        }
        return all;
    };
    around.find_body = [this](std::string_view name) {
        return name == body.name() ? &body : nullptr;
    };
    around.find_peer = [this](std::string_view name) {
        const auto found = peers.find(name);
        return found == peers.end() ? nullptr : &found->second;
    };
    around.deployments = [this](std::string_view) { return deployments; };
    around.has_document = [](std::string_view name) { return name == "documents/signed"; };
    around.find_procedure = [this](std::string_view name) {
        return name == state.name() ? &state : nullptr;
    };
    return Context{{*ruleset_, caller, now}, &of_case, std::move(around)};
}

void ProcedureDesk::apply_all(const Events& events) {
    for (const auto& event : events) {
        const auto version = static_cast<std::int64_t>(record.size()) + 1;
        const command::Recorded recorded{
            100 + version, version, now, caller, base::day_of(now), false};
        apply(state, event, recorded);
        record.push_back({event, recorded});
    }
}

v1::RecordEntryRequest ProcedureDesk::entry(
    std::string_view record_id, std::string_view key, const FieldsGiven& values
) const {
    v1::RecordEntryRequest command;
    command.set_etag(state.etag());
    command.set_record(std::string{record_id});
    command.set_key(std::string{key});
    for (const auto& [field, value] : values) {
        auto& one = *command.add_values();
        one.set_field(field);
        one.set_value(value);
    }
    return command;
}

v1::WithdrawEntryRequest ProcedureDesk::withdrawal(std::string_view entry_id) const {
    v1::WithdrawEntryRequest command;
    command.set_etag(state.etag());
    command.set_entry(std::string{entry_id});
    command.set_reasons("It was taken back.");
    return command;
}

v1::TakeStepRequest ProcedureDesk::step(std::string_view to) const {
    v1::TakeStepRequest command;
    command.set_etag(state.etag());
    command.set_to_stage(std::string{to});
    command.set_reasons("It is time.");
    command.add_evidence("Minute 4");
    return command;
}

void ProcedureDesk::agree_terms() {
    act(entry("terms", {}, {{"from", "2011-02-01"}}), secretariat());
}

void ProcedureDesk::form_team() {
    agree_terms();
    act(step("team"), hmcic());
}

void ProcedureDesk::ready_to_deploy() {
    form_team();
    act(entry("member", "peers/ann"), secretariat());
    act(entry("consent", "peers/ann"), analyst());
    act(entry("considered"), secretariat());
}

}  // namespace ladder::procedures::sample
