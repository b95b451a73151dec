// Errors on the terminal: each detail says what would help.
#include "services/cli/errors.hpp"

#include <gmock/gmock.h>
#include <sstream>

#include <gtest/gtest.h>

namespace ladder::cli {
namespace errors_test {

using testing::HasSubstr;

std::string printed(const base::Error& error) {
    std::ostringstream err;
    print(err, error);
    return err.str();
}

TEST(Errors, ShowAnUnmetGateWithWhatWouldSatisfyIt) {
    v1::UnmetGate gate;
    gate.set_gate("open_concern");
    gate.set_kind(v1::GATE_KIND_POLICY);
    gate.set_title("A concern is open");
    gate.set_satisfied_by("raise a concern; or the chief may override it, with a reason");
    gate.set_legal_basis("N 47");
    gate.set_override_role("hmcic");
    const auto text =
        printed({base::Code::failed_precondition, "the move can't be decided", {gate}});
    EXPECT_EQ(
        text,
        "ladder: failed_precondition: refused; one thing is missing or wrong\n"
        "  not met: open_concern (policy): A concern is open\n"
        "    satisfied by: raise a concern; or the chief may override it, with a reason\n"
        "    basis: N 47\n"
    );
}

TEST(Errors, ShowWhoChangedAStaleCase) {
    v1::StaleEtag stale;
    stale.set_name("cases/x-general-1");
    stale.set_sent("v3");
    stale.set_current("v5");
    stale.set_changed_by("ann@hmic");
    EXPECT_THAT(
        printed({base::Code::aborted, "stale", {stale}}),
        HasSubstr("cases/x-general-1 is at v5 now, changed by ann@hmic; you saw v3")
    );
}

TEST(Errors, PlaceAnIssueAsEditorsReadIt) {
    v1::TextIssue issue;
    issue.set_file("triggers/a.yaml");
    issue.set_line(3);
    issue.set_column(7);
    issue.set_message("unknown key 'hld'");
    issue.set_fix("did you mean 'hold'?");
    EXPECT_EQ(in_words(issue), "triggers/a.yaml:3:7: unknown key 'hld' (did you mean 'hold'?)");
    issue.clear_column();
    EXPECT_EQ(in_words(issue), "triggers/a.yaml:3: unknown key 'hld' (did you mean 'hold'?)");
    issue.clear_file();
    issue.clear_fix();
    EXPECT_EQ(in_words(issue), "line 3: unknown key 'hld'");
}

}  // namespace errors_test
}  // namespace ladder::cli
