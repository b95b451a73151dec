// Plain sentences, each about one thing that was looked at.
#include "services/cli/bundle_text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/dates.hpp"
#include "engine/base/hex.hpp"
#include "services/cli/words.hpp"

namespace ladder::cli {

namespace {

// How many of an event's type, for people.
struct TypeWords {
    std::string_view type;
    std::string_view one;
    std::string_view many;
};

constexpr std::array<TypeWords, 12> type_words{{
    {"trigger_raised", "trigger raised", "triggers raised"},
    {"trigger_cleared", "trigger cleared", "triggers cleared"},
    {"case_evaluated", "evaluation noted in a case", "evaluations noted in cases"},
    {"case_opened", "case opened", "cases opened"},
    {"decision_recorded", "decision", "decisions"},
    {"case_migrated", "move to another ruleset", "moves to another ruleset"},
    {"procedure_started", "procedure started", "procedures started"},
    {"entry_recorded", "entry in a procedure", "entries in procedures"},
    {"step_taken", "step of a procedure", "steps of procedures"},
    {"deadline_set", "deadline set", "deadlines set"},
    {"deadline_ended", "deadline met or cancelled", "deadlines met or cancelled"},
    {"task_opened", "task opened", "tasks opened"},
}};

// "1,234".
std::string grouped(std::int64_t number) {
    auto digits = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    return digits;
}

std::string count_of(std::int64_t number, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", grouped(number), number == 1 ? one : many);
}

std::string count_of_type(const std::string& type, std::int64_t number) {
    const auto found = std::find_if(type_words.begin(), type_words.end(), [&](const auto& words) {
        return words.type == type;
    });
    if (found != type_words.end()) {
        return count_of(number, found->one, found->many);
    }
    auto words = type;
    std::replace(words.begin(), words.end(), '_', ' ');
    return fmt::format("{}: {}", words, grouped(number));
}

std::string heading(const bundle::Report& report) {
    const auto& head = report.head;
    return fmt::format(
        "Bundle of {}\n  as recorded by {}; made {} for {} by {} (the bundle's own word)\n",
        head.name(),
        moment(base::to_timestamp(base::from_micros(head.known_at_us()))),
        moment(head.made_at()),
        in_words(head.made_for()),
        head.program()
    );
}

std::string findings(const bundle::Report& report) {
    if (report.clean()) {
        return {};
    }
    std::string text = "\nWrong\n";
    for (const auto& finding : report.findings) {
        text += finding.position ? fmt::format("  position {}, ", *finding.position) : "  ";
        text += fmt::format("{}: {}\n", finding.where, finding.what);
    }
    const auto more = report.finding_count - static_cast<std::int64_t>(report.findings.size());
    return more > 0 ? text + fmt::format("  and {} more\n", grouped(more)) : text;
}

std::string signature(const bundle::Report& report) {
    if (report.log.empty()) {
        return "  Nothing of the log: no checkpoint is signed by the key.\n";
    }
    auto text = fmt::format(
        "  {} of {} stand in the tree of the log '{}', each at its place; it has {},\n"
        "  root {}.\n",
        count_of(report.events, "event", "events"),
        count_of(report.streams, "record", "records"),
        report.log,
        count_of(report.log_size, "entry", "entries"),
        base::hex(report.root)
    );
    text += report.key_named ? "  That tree is signed by the key that you named.\n" : "";
    if (!report.cosigners.empty()) {
        text += fmt::format("  It is cosigned by {}.\n", fmt::join(report.cosigners, ", "));
    }
    return text;
}

std::string proved(const bundle::Report& report) {
    auto text = "\nProved\n" + signature(report);
    if (report.clean()) {
        text += "  Every record runs from its first event to its last here, without a gap.\n";
    }
    if (!report.destroyed.empty()) {
        text += fmt::format(
            "  The content of {} was destroyed; the place of each is proved, as is its record:\n",
            count_of(static_cast<std::int64_t>(report.destroyed.size()), "event", "events")
        );
        for (const auto& destroyed : report.destroyed) {
            text += "    " + in_words(destroyed);
        }
    }
    if (report.imports > 0) {
        text += fmt::format(
            "  {} of {} are those that were sealed at their import.\n",
            count_of(report.figures, "figure", "figures"),
            count_of(report.imports, "import", "imports")
        );
    }
    if (report.documents > 0) {
        text += fmt::format(
            "  {} of documents named by their SHA-256 are those recorded; of {} the content is "
            "here.\n",
            count_of(report.documents, "part", "parts"),
            grouped(report.contents)
        );
    }
    return text;
}

std::string performed(const bundle::Report& report) {
    if (report.reperformed.empty()) {
        return {};
    }
    std::string text = "\nPerformed again, and the same to the byte\n";
    for (const auto& words : type_words) {
        if (const auto found = report.reperformed.find(std::string{words.type});
            found != report.reperformed.end()) {
            text += fmt::format("  {}\n", count_of_type(found->first, found->second));
        }
    }
    for (const auto& entry : report.reperformed) {
        if (std::none_of(type_words.begin(), type_words.end(), [&](const auto& words) {
                return words.type == entry.first;
            })) {
            text += fmt::format("  {}\n", count_of_type(entry.first, entry.second));
        }
    }
    if (report.evaluations > 0) {
        text += fmt::format(
            "  For this the rules were run again {} on the figures as they were known then.\n",
            report.evaluations == 1 ? "once" : count_of(report.evaluations, "time", "times")
        );
    }
    if (report.gates > 0) {
        text += fmt::format(
            "  {} asked again, each on the record as it stood before.\n",
            count_of(report.gates, "gate was", "gates were")
        );
    }
    return text;
}

std::string not_performed(const bundle::Report& report) {
    if (report.not_reperformed.empty()) {
        return {};
    }
    std::string text = "\nNot performed again\n";
    for (const auto& [why, number] : report.not_reperformed) {
        text += fmt::format("  {} x {}\n", grouped(number), why);
    }
    return text;
}

std::string not_proved(const bundle::Report& report) {
    std::string text = "\nNot proved\n";
    if (!report.key_named) {
        text +=
            "  Who signed: the key is the bundle's own word. Get the log's key from its operator "
            "or\n"
            "  your own files, and name it with --key.\n";
    }
    text +=
        "  That nothing was left out: a bundle proves what is in it. Another record of the same "
        "log\n"
        "  may say more.\n"
        "  That what people entered is true, and that they are who they say.\n";
    if (report.head.documents_left_out() > 0) {
        text += fmt::format(
            "  {} of documents left out for their marking.\n",
            count_of(report.head.documents_left_out(), "part", "parts")
        );
    }
    return text;
}

}  // namespace

std::string in_words(const bundle::Destroyed& destroyed) {
    const auto& record = destroyed.record;
    return fmt::format(
        "position {} of {}, destroyed by authority of {} ({}): {}\n"
        "      recorded {} by {} at position {}\n",
        destroyed.position,
        destroyed.what.stream(),
        destroyed.what.authority(),
        destroyed.what.legal_basis(),
        destroyed.what.reasons(),
        moment(base::to_timestamp(base::from_micros(record.recorded_at_us()))),
        in_words(record.actor()),
        record.position()
    );
}

std::string in_words(const bundle::Report& report) {
    return heading(report) + findings(report) + proved(report) + performed(report) +
           not_performed(report) + not_proved(report) +
           (report.clean()
                ? "\nwhole: nothing is wrong\n"
                : fmt::format("\n{}\n", count_of(report.finding_count, "finding", "findings")));
}

}  // namespace ladder::cli
