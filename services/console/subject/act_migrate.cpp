// Moving a case to another version of the rules: a decision, after which the new version counts.
#include <sstream>

#include "services/console/subject/act_parts.hpp"
#include "services/http/message.hpp"

namespace ladder::subject {

using console::Field;

namespace {

// "stage:watching=watching_brief", one a line; "fact:told=" drops the fact.
// Errors: invalid_argument for the field.
base::Result<void> add_mappings(v1::MigrateCaseRequest& request, const std::string& typed) {
    std::istringstream lines{typed};
    for (std::string whole; std::getline(lines, whole);) {
        const std::string line{http::trim(whole)};
        if (line.empty()) {
            continue;
        }
        const auto colon = line.find(':');
        const auto equals = line.find('=', colon == std::string::npos ? 0 : colon);
        if (colon == std::string::npos || equals == std::string::npos || equals == colon + 1) {
            return base::field_error("mappings", "must be written as stage:old=new, one a line");
        }
        auto& mapping = *request.add_mappings();
        mapping.set_of(line.substr(0, colon));
        mapping.set_from(line.substr(colon + 1, equals - colon - 1));
        mapping.set_to(line.substr(equals + 1));
    }
    return {};
}

}  // namespace

Fields migrate_fields(const Acting& acting, const console::Templates& texts) {
    Fields fields{
        choice("ruleset", with_none(acting.choices, texts)),
        {"reasons", Field::Kind::textarea},
        {"references", Field::Kind::textarea},
        {"mappings", Field::Kind::textarea}};
    add_whose(fields, acting, v1::PERMISSION_MIGRATE);
    add_days(fields);
    return fields;
}

Done migrate_case(const Visit& visit, const Acting& acting) {
    auto request = on_case<v1::MigrateCaseRequest>(visit, acting);
    request.set_ruleset(visit.form.value("ruleset"));
    set_whose(*request.mutable_decider(), visit, acting);
    request.set_reasons(visit.form.value("reasons"));
    set_evidence(request, visit.form);
    if (auto added = add_mappings(request, visit.form.value("mappings")); !added) {
        return added;
    }
    return done(visit.call<v1::MigrateCaseResponse>("CaseService/MigrateCase", request));
}

}  // namespace ladder::subject
