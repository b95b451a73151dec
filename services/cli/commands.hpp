// The nouns of the command line. Each adds its subcommands to the program.
#pragma once

#include "services/cli/session.hpp"

namespace ladder::cli {

// Commands that work on this machine.
void add_serve(CLI::App& program, Session& session);
void add_database(CLI::App& program, Session& session);
void add_demo(CLI::App& program, Session& session);
void add_config(CLI::App& program, Session& session);

// Commands that ask the server.
void add_body(CLI::App& program, Session& session);
void add_indicator(CLI::App& program, Session& session);
void add_evaluate(CLI::App& program, Session& session);
void add_case(CLI::App& program, Session& session);
void add_procedure(CLI::App& program, Session& session);
void add_proposal(CLI::App& program, Session& session);
void add_deadline(CLI::App& program, Session& session);
void add_task(CLI::App& program, Session& session);
void add_peer(CLI::App& program, Session& session);
void add_document(CLI::App& program, Session& session);
void add_letter(CLI::App& program, Session& session);
void add_publication(CLI::App& program, Session& session);
void add_assessment(CLI::App& program, Session& session);
void add_reference(CLI::App& program, Session& session);
void add_meeting(CLI::App& program, Session& session);
void add_report(CLI::App& program, Session& session);

// People, their rights and tokens: through the server, or with the database at hand.
void add_user(CLI::App& program, Session& session);
// Who could see what, and who looked at it.
void add_access(CLI::App& program, Session& session);
// `ladder login`, `logout` and `whoami`.
void add_login(CLI::App& program, Session& session);

// What proves the record: some of it works here, the rest asks the server.
void add_audit(CLI::App& program, Session& session);
void add_audit_keys(CLI::App& noun, Session& session);
void add_audit_verify(CLI::App& noun, Session& session);
void add_audit_bundle(CLI::App& noun, Session& session);

// `check` works here, the rest asks the server.
void add_ruleset(CLI::App& program, Session& session);

// Tools below `ladder ruleset`: test, prove, draw, diff.
void add_ruleset_tools(CLI::App& noun, Session& session);
void add_ruleset_proposals(CLI::App& noun, Session& session);

// Runs the tests of a ruleset's folder whose name or file holds `only`. Exit code 1 if one fails.
[[nodiscard]] base::Result<int> test_ruleset(
    Session& session, const std::string& path, const std::string& only
);

// What people do in a case, below `ladder case`.
void add_case_decision(CLI::App& noun, Session& session);
void add_case_records(CLI::App& noun, Session& session);
// And below `ladder procedure`.
void add_procedure_records(CLI::App& noun, Session& session);
void add_case_links(CLI::App& noun, Session& session);

// Control charts and peers, below `ladder indicator`.
void add_indicator_charts(CLI::App& noun, Session& session);
// Imports and what became of them, below `ladder indicator`.
void add_indicator_imports(CLI::App& noun, Session& session);

// What people do at a meeting, below `ladder meeting`.
void add_meeting_acts(CLI::App& noun, Session& session);
void add_meeting_outcome(CLI::App& noun, Session& session);

// Below `ladder indicator`.
void add_indicator_impact(CLI::App& noun, Session& session);
void add_indicator_judge(CLI::App& noun, Session& session);

// Below `ladder ruleset`.
void add_ruleset_migrate(CLI::App& noun, Session& session);

}  // namespace ladder::cli
