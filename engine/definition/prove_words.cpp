// What was proved of a ruleset, in plain words.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/definition/machine.hpp"
#include "engine/definition/plain.hpp"
#include "engine/definition/prove.hpp"
#include "engine/definition/yaml_reader.hpp"

namespace ladder::definition {

namespace {

constexpr std::string_view not_proved_by_this = R"(
What this does not prove:
- that what people record is true: a gate asks whether a thing stands recorded, not whether it happened;
- that a policy gate was met: the role that the gate names may override it, with a reason that is recorded. A
  statutory gate nobody can override;
- that what was so when a gate was passed is still so later: an entry may be withdrawn afterwards;
- anything about dates and deadlines beyond the order that a condition itself asks for;
- that the requirements are those of the law: they are written down by people, in requirements.yaml.
)";

Machine machine_in(const Ruleset& ruleset, bool ladder, const std::string& id) {
    return ladder ? machine_of(*ruleset.ladder(id)) : machine_of(*ruleset.procedure(id));
}

std::string subjects_in_words(const Proof& proof, const Machine& machine) {
    if (proof.subjects.size() == machine.subjects.size()) {
        return "every subject";
    }
    std::vector<std::string> words;
    for (const auto subject : proof.subjects) {
        words.push_back(short_name(*v1::Subject_descriptor(), subject));
    }
    return fmt::format("{}", fmt::join(words, ", "));
}

std::string leg_in_words(const Leg& leg, const Machine& machine) {
    std::string how;
    if (!leg.decided_by.empty()) {
        how = fmt::format(", decided by {}", fmt::join(leg.decided_by, " or "));
    } else if (leg.from.empty()) {
        how = ", when it is started";
    }
    return fmt::format(
        "{} -> {}{}; {}",
        stage_words(machine, leg.from),
        stage_words(machine, leg.to),
        how,
        leg.gates.empty() ? "passes no gate that counts"
                          : fmt::format("passes {}", fmt::join(leg.gates, ", "))
    );
}

std::string proof_in_words(
    const Proof& proof, const v1::RequirementDefinition& requirement, const Ruleset& ruleset
) {
    const auto machine = machine_in(ruleset, proof.of_ladder, proof.machine);
    auto text = fmt::format(
        "    {}, reaching {}{}, for {}: ",
        words_of(machine),
        proof.stage,
        requirement.leaving().empty()
            ? ""
            : fmt::format(" from {}", fmt::join(requirement.leaving(), " or ")),
        subjects_in_words(proof, machine)
    );
    if (proof.verdict == Verdict::proved) {
        return text + (proof.guards.empty() ? "no move leads there\n"
                                            : fmt::format("{}\n", fmt::join(proof.guards, "; ")));
    }
    text += proof.verdict == Verdict::avoided
                ? "this path avoids it\n"
                : "too many conditions to decide; it may be avoided by this path\n";
    for (std::size_t i = 0; i < proof.path.size(); ++i) {
        text += fmt::format("      {}. {}\n", i + 1, leg_in_words(proof.path[i], machine));
    }
    return text +
           fmt::format("      none of it asks for: {}\n", in_one_line(requirement.condition()));
}

std::string requirement_in_words(
    const v1::RequirementDefinition& requirement, const ProofReport& report, const Ruleset& ruleset
) {
    std::string lines;
    bool proved = true;
    for (const auto& proof : report.proofs) {
        if (proof.requirement == requirement.id()) {
            proved = proved && proof.verdict == Verdict::proved;
            lines += proof_in_words(proof, requirement, ruleset);
        }
    }
    return fmt::format(
        "{} {} ({}; {}): {}\n{}",
        proved ? "PROVED    " : "NOT PROVED",
        requirement.id(),
        requirement.kind() == v1::GATE_KIND_POLICY ? "policy" : "statutory",
        requirement.legal_basis(),
        requirement.title(),
        lines
    );
}

std::string soundness_in_words(const Soundness& sound, const Ruleset& ruleset) {
    const auto machine = machine_in(ruleset, sound.of_ladder, sound.machine);
    auto text = fmt::format(
        "{} {}: {}; {} statutory gates, {} policy gates; {}\n",
        sound.dead_ends.empty() && sound.statutory_skipped.empty() ? "PROVED    " : "NOT PROVED",
        words_of(machine),
        sound.dead_ends.empty()
            ? "every stage can be left, or ends it"
            : fmt::format("nothing leaves {}", fmt::join(sound.dead_ends, ", ")),
        sound.statutory_gates,
        sound.policy_gates,
        sound.statutory_skipped.empty() ? "confidence and counter-terrorism skip policy gates only"
                                        : fmt::format(
                                              "statutory gates that can be passed over: {}",
                                              fmt::join(sound.statutory_skipped, ", ")
                                          )
    );
    return text;
}

}  // namespace

std::string in_words(const ProofReport& report, const Ruleset& ruleset) {
    std::string text;
    for (const auto& requirement : ruleset.definition().requirements()) {
        text += requirement_in_words(requirement, report, ruleset);
    }
    for (const auto& sound : report.soundness) {
        text += soundness_in_words(sound, ruleset);
    }
    const auto failed =
        std::count_if(report.proofs.begin(), report.proofs.end(), [](const auto& p) {
            return p.verdict != Verdict::proved;
        });
    text += fmt::format(
        "{} requirements, {} proofs, {} failed\n",
        ruleset.definition().requirements_size(),
        report.proofs.size(),
        failed
    );
    return text + std::string{not_proved_by_this};
}

}  // namespace ladder::definition
