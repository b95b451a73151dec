// What records cite and are kept by: references, question sets, document kinds.
#include <set>

#include <fmt/format.h>

#include "engine/definition/checks.hpp"
#include "engine/definition/suggest.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

const std::vector<std::string>& reference_kinds() {
    static const std::vector<std::string> kinds{
        "plan",
        "standard",
        "guidance",
        "register",
        "statute",
        "organisation",
        "data",
        "report",
        "programme"};
    return kinds;
}

void check_reference_list(const Scope& scope) {
    const auto& references = scope.ruleset.definition().references();
    for (int i = 0; i < references.size(); ++i) {
        const auto& reference = references.Get(i);
        const auto path = at("references", i);
        if (!contains(reference_kinds(), reference.kind())) {
            scope.findings.error(
                path + ".kind",
                fmt::format("'{}' is no kind of reference", shortened(reference.kind())),
                suggest(reference.kind(), reference_kinds())
            );
        }
        require_text(scope, reference.citation(), path + ".citation", "where it is named");
    }
}

// An answer names a question alone, so an id is of one question in all sets.
void check_question_sets(const Scope& scope) {
    const auto& sets = scope.ruleset.definition().question_sets();
    std::set<std::string_view> seen;
    for (int i = 0; i < sets.size(); ++i) {
        const auto path = at("question_sets", i);
        require_text(
            scope, sets.Get(i).source(), path + ".source", "where the questions come from"
        );
        if (sets.Get(i).questions().empty()) {
            scope.findings.error(path + ".questions", "there is no question", "list at least one");
        }
        for (int j = 0; j < sets.Get(i).questions_size(); ++j) {
            const auto& question = sets.Get(i).questions(j);
            const auto place = at(path, "questions", j);
            require_text(scope, question.id(), place + ".id", "the id of the question");
            require_text(scope, question.text(), place + ".text", "the question");
            if (!question.id().empty() && !seen.insert(question.id()).second) {
                scope.findings.error(
                    place + ".id",
                    fmt::format("the id '{}' is given twice", shortened(question.id())),
                    "give each question its own"
                );
            }
        }
    }
}

void check_document_kinds(const Scope& scope) {
    const auto& kinds = scope.ruleset.definition().document_kinds();
    for (int i = 0; i < kinds.size(); ++i) {
        if (kinds.Get(i).marking() == v1::MARKING_UNSPECIFIED) {
            scope.findings.error(
                at("document_kinds", i),
                fmt::format("'{}' has no marking", shortened(kinds.Get(i).id())),
                "add 'marking: ..', such as not_protectively_marked"
            );
        }
    }
}

}  // namespace

void check_registers(const Scope& scope) {
    check_reference_list(scope);
    check_question_sets(scope);
    check_document_kinds(scope);
}

}  // namespace ladder::definition
