// What acts are made of, and those that stand beside the case: notes, tasks, procedures, links; and
// moving it to other rules.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "services/console/subject/acts.hpp"
#include "services/console/subject/decision_form.hpp"

namespace ladder::subject {

using Fields = std::vector<console::Field>;
using Done = base::Result<void>;

template <class Response>
Done done(const base::Result<Response>& asked) {
    return asked ? Done{} : Done{asked.error()};
}

// What the requests on cases share.
template <class Request>
Request on_case(const Visit& visit, const Acting& acting) {
    Request request;
    request.set_name(acting.file.state.name());
    request.set_request_id(visit.form.value("request_id"));
    if constexpr (requires { request.set_etag(std::string{}); }) {
        request.set_etag(visit.form.value("etag"));
    }
    if constexpr (requires { request.set_effective_on(std::string{}); }) {
        request.set_effective_on(visit.form.date("effective_on"));
    }
    request.set_known_on(visit.form.date("known_on"));
    return request;
}

template <class Request>
void set_evidence(Request& request, const console::Form& typed) {
    for (auto& reference : references_of(typed)) {
        request.add_evidence(std::move(reference));
    }
}

inline console::Field choice(std::string name, std::vector<console::Option> options) {
    return {std::move(name), console::Field::Kind::select, std::move(options)};
}

inline std::vector<console::Option> with_none(
    std::vector<console::Option> options, const console::Templates& texts
) {
    options.insert(options.begin(), {"", texts.text("common", "choose"), {}});
    return options;
}

inline void add_days(Fields& fields) {
    for (const auto* day : {"effective_on", "known_on"}) {
        auto& field = fields.emplace_back();
        field.name = day;
        field.kind = console::Field::Kind::date;
        field.aside = true;
    }
}

// In whose capacity something is recorded, and who that is, where it may be another's.
void add_whose(Fields& fields, const Acting& acting, v1::Permission act);
// Nobody named: the caller, in their own capacity.
void set_whose(v1::Actor& actor, const Visit& visit, const Acting& acting);

Fields note_fields(const Acting& acting, const console::Templates& texts);
Fields later_fields(const Acting& acting, const console::Templates& texts);
Fields ask_fields(const Acting& acting, const console::Templates& texts);
Fields link_fields(const Acting& acting, const console::Templates& texts);
Fields start_fields(const Acting& acting, const console::Templates& texts);
Done add_note(const Visit& visit, const Acting& acting);
Done leave_until_later(const Visit& visit, const Acting& acting);
Done ask_for_comment(const Visit& visit, const Acting& acting);
Done link_case(const Visit& visit, const Acting& acting);
Done unlink_case(const Visit& visit, const Acting& acting);
Fields migrate_fields(const Acting& acting, const console::Templates& texts);
Done migrate_case(const Visit& visit, const Acting& acting);
Done start_procedure(const Visit& visit, const Acting& acting);

}  // namespace ladder::subject
