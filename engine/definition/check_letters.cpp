// Letters: that roles, kinds and procedures exist, and that every merge field has a source.
#include <algorithm>

#include <fmt/format.h>

#include "engine/definition/checks.hpp"
#include "engine/definition/letter_fields.hpp"
#include "engine/definition/letter_template.hpp"
#include "engine/definition/suggest.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

class LetterCheck {
public:
    LetterCheck(const Scope& scope, const v1::LetterDefinition& letter, std::string path)
        : scope_{scope}, letter_{letter}, path_{std::move(path)} {}

    void run() {
        require_text(
            scope_, letter_.legal_basis(), path_ + ".legal_basis", "the law or policy behind it"
        );
        if (letter_.addressees().empty()) {
            scope_.findings.error(
                path_ + ".addressees", "nobody gets the letter", "name at least one role"
            );
        }
        require_roles(scope_, letter_.addressees(), path_ + ".addressees");
        require_roles(scope_, letter_.copied_to(), path_ + ".copied_to");
        check_kind();
        check_procedure();
        check_template();
    }

private:
    void check_kind() {
        if (scope_.ruleset.document_kind(letter_.document_kind()) == nullptr) {
            scope_.findings.error(
                path_ + ".document_kind",
                fmt::format("there is no document kind '{}'", shortened(letter_.document_kind())),
                suggest(
                    letter_.document_kind(), ids_of(scope_.ruleset.definition().document_kinds())
                )
            );
        }
    }

    void check_procedure() {
        if (letter_.procedure().empty()) {
            return;
        }
        procedure_ = scope_.ruleset.procedure(letter_.procedure());
        if (procedure_ == nullptr) {
            scope_.findings.error(
                path_ + ".procedure",
                fmt::format("there is no procedure '{}'", shortened(letter_.procedure())),
                suggest(letter_.procedure(), ids_of(scope_.ruleset.definition().procedures()))
            );
        }
    }

    void check_template() {
        if (letter_.template_().empty()) {
            scope_.findings.error(
                path_,
                fmt::format("the letter '{}' has no text", shortened(letter_.id())),
                fmt::format("write it in letters/{}.mustache", shortened(letter_.id()))
            );
            return;
        }
        const auto parsed = parse_template(letter_.template_());
        for (const auto& fault : parsed.faults) {
            error(fault.line, fault.column, fault.message, fault.fix);
        }
        // Of a procedure that is not there nothing can be said.
        if (letter_.procedure().empty() || procedure_ != nullptr) {
            check_nodes(parsed.nodes, nullptr);
        }
    }

    void check_nodes(const std::vector<TemplateNode>& nodes, const v1::RecordDefinition* record) {
        for (const auto& node : nodes) {
            const auto* inner = record;
            if (std::string_view{node.name}.starts_with(entries_prefix)) {
                if (const auto* named = check_entries(node)) {
                    inner = named;
                }
            } else {
                check_value(node, record);
            }
            check_nodes(node.nodes, inner);
        }
    }

    // The record of a section "entries.RECORD"; null if there is none.
    const v1::RecordDefinition* check_entries(const TemplateNode& node) {
        const auto id = node.name.substr(entries_prefix.size());
        const auto* record = record_of(node, id);
        if (record != nullptr && node.kind == TemplateNode::Kind::value) {
            error(
                node.line,
                node.column,
                fmt::format("'{}' is a list", node.name),
                fmt::format("open a section: {{{{#{0}}}}} .. {{{{/{0}}}}}", node.name)
            );
        }
        return record;
    }

    void check_value(const TemplateNode& node, const v1::RecordDefinition* record) {
        const std::string_view name{node.name};
        if (name.starts_with(given_prefix) && name.size() > given_prefix.size()) {
            return;
        }
        if (name.starts_with(latest_prefix)) {
            return check_latest(node, name.substr(latest_prefix.size()));
        }
        auto known = letter_fields();
        if (record != nullptr) {
            const auto own = fields_of(*record);
            known.insert(known.begin(), own.begin(), own.end());
        }
        if (std::find(known.begin(), known.end(), node.name) == known.end()) {
            known.emplace_back("fields.reference");
            unknown(node, suggest(node.name, known));
        }
    }

    void check_latest(const TemplateNode& node, std::string_view rest) {
        const auto dot = rest.find('.');
        const auto* record = record_of(node, rest.substr(0, dot));
        if (record == nullptr) {
            return;
        }
        const auto field =
            dot == std::string_view::npos ? std::string{} : std::string{rest.substr(dot + 1)};
        const auto known = fields_of(*record);
        if (std::find(known.begin(), known.end(), field) == known.end()) {
            unknown(node, suggest(field, known));
        }
    }

    const v1::RecordDefinition* record_of(const TemplateNode& node, std::string_view id) {
        if (procedure_ == nullptr) {
            unknown(node, "name the procedure whose records are merged");
            return nullptr;
        }
        const auto* record = find_record(*procedure_, id);
        if (record == nullptr) {
            unknown(node, suggest(id, ids_of(procedure_->records())));
        }
        return record;
    }

    void unknown(const TemplateNode& node, std::string fix) {
        error(
            node.line,
            node.column,
            fmt::format("there is no merge field '{}'", shortened(node.name)),
            std::move(fix)
        );
    }

    void error(int line, int column, std::string message, std::string fix) {
        scope_.findings.error_within(
            path_ + ".template", line, column, std::move(message), std::move(fix)
        );
    }

    const Scope& scope_;
    const v1::LetterDefinition& letter_;
    std::string path_;
    const v1::ProcedureDefinition* procedure_ = nullptr;
};

}  // namespace

void check_letters(const Scope& scope) {
    const auto& letters = scope.ruleset.definition().letters();
    for (int i = 0; i < letters.size(); ++i) {
        LetterCheck{scope, letters.Get(i), at("letters", i)}.run();
    }
}

}  // namespace ladder::definition
