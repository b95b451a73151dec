// Acts that stand beside the case: notes, tasks, procedures, links.
#include <algorithm>

#include "services/console/subject/act_parts.hpp"

namespace ladder::subject {

using console::Field;
using console::Option;

namespace {

v1::OpenTaskRequest task_of(const Visit& visit, const Acting& acting) {
    v1::OpenTaskRequest request;
    request.set_parent(acting.file.state.name());
    request.set_title(visit.form.value("title"));
    request.set_due_on(visit.form.date("due_on"));
    request.set_reasons(visit.form.value("reasons"));
    request.set_request_id(visit.form.value("request_id"));
    return request;
}

bool belongs_to_body(const v1::RoleDefinition& role) {
    return std::any_of(role.sees().begin(), role.sees().end(), [](const auto& sight) {
        return sight.where() == v1::SIGHT_SCOPE_OWN_BODY ||
               sight.where() == v1::SIGHT_SCOPE_OWN_AREA;
    });
}

}  // namespace

Fields note_fields(const Acting&, const console::Templates&) {
    Fields fields{{"text", Field::Kind::textarea}};
    add_days(fields);
    return fields;
}

Done add_note(const Visit& visit, const Acting& acting) {
    auto request = on_case<v1::AddNoteRequest>(visit, acting);
    request.set_text(visit.form.value("text"));
    return done(visit.call<v1::AddNoteResponse>("CaseService/AddNote", request));
}

Fields later_fields(const Acting&, const console::Templates&) {
    return {{"title"}, {"due_on", Field::Kind::date}, {"reasons", Field::Kind::textarea}};
}

// It comes back to whoever leaves it, on the day.
Done leave_until_later(const Visit& visit, const Acting& acting) {
    auto request = task_of(visit, acting);
    request.set_role(acting.rights.capacity());
    request.set_owner(visit.who->caller.person->person());
    return done(visit.call<v1::OpenTaskResponse>("TaskService/OpenTask", request));
}

Fields ask_fields(const Acting& acting, const console::Templates& texts) {
    std::vector<Option> roles;
    for (const auto& role : acting.file.titles.ruleset()->definition().roles()) {
        if (belongs_to_body(role)) {
            roles.push_back({role.id(), role.title()});
        }
    }
    return {
        {"title"},
        choice("role", with_none(std::move(roles), texts)),
        {"due_on", Field::Kind::date},
        {"reasons", Field::Kind::textarea}};
}

Done ask_for_comment(const Visit& visit, const Acting& acting) {
    auto request = task_of(visit, acting);
    request.set_role(visit.form.value("role"));
    request.set_body(acting.file.body.name());
    return done(visit.call<v1::OpenTaskResponse>("TaskService/OpenTask", request));
}

Fields link_fields(const Acting& acting, const console::Templates& texts) {
    return {choice("other", with_none(acting.choices, texts)), {"reasons", Field::Kind::textarea}};
}

Done link_case(const Visit& visit, const Acting& acting) {
    auto request = on_case<v1::LinkCasesRequest>(visit, acting);
    request.set_other(visit.form.value("other"));
    request.set_reasons(visit.form.value("reasons"));
    return done(visit.call<v1::LinkCasesResponse>("CaseService/LinkCases", request));
}

Done unlink_case(const Visit& visit, const Acting& acting) {
    auto request = on_case<v1::LinkCasesRequest>(visit, acting);
    request.set_other(visit.form.value("other"));
    request.set_reasons(visit.form.value("reasons"));
    request.set_unlink(true);
    return done(visit.call<v1::LinkCasesResponse>("CaseService/LinkCases", request));
}

Fields start_fields(const Acting&, const console::Templates&) {
    Fields fields{{"reasons", Field::Kind::textarea}};
    add_days(fields);
    return fields;
}

Done start_procedure(const Visit& visit, const Acting& acting) {
    v1::StartProcedureRequest request;
    request.set_definition(acting.item);
    request.set_case_name(acting.file.state.name());
    request.set_reasons(visit.form.value("reasons"));
    request.set_effective_on(visit.form.date("effective_on"));
    request.set_known_on(visit.form.date("known_on"));
    request.set_request_id(visit.form.value("request_id"));
    return done(visit.call<v1::StartProcedureResponse>("ProcedureService/StartProcedure", request));
}

}  // namespace ladder::subject
