// Three walks over the events: what was destroyed, what is proved, what is performed again.
#include "engine/bundle/verify.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <google/protobuf/descriptor.pb.h>

#include "engine/bundle/proofs.hpp"
#include "engine/bundle/reader.hpp"
#include "engine/bundle/reperform.hpp"
#include "engine/command/describe.hpp"

namespace ladder::bundle {

namespace {

using Destructions = std::map<std::int64_t, Destroyed>;

// The event to fold; what is wrong with it becomes a finding.
v1::Event event_of(const v1::BundleEvent& told, const Destructions& destroyed, Report& report) {
    const auto& envelope = told.envelope();
    v1::Event event;
    if (told.payload().empty()) {
        const auto found = destroyed.find(envelope.position());
        if (found != destroyed.end() && found->second.what.stream() == envelope.stream()) {
            report.destroyed.push_back(found->second);
            return found->second.what.residue();
        }
        report.find(
            envelope.position(),
            envelope.stream(),
            "its content is not here, and nothing here records that it was destroyed"
        );
    } else if (!event.ParseFromString(told.payload())) {
        report.find(envelope.position(), envelope.stream(), "its content is no event");
        event.Clear();
    } else if (command::type_of(event) != envelope.type()) {
        report.find(
            envelope.position(),
            envelope.stream(),
            fmt::format(
                "its envelope calls it {}, its content is {}",
                envelope.type(),
                command::type_of(event)
            )
        );
    }
    return event;
}

void check_schema(const Layout& layout, Report& report) {
    google::protobuf::FileDescriptorSet schema;
    if (!schema.ParseFromArray(layout.schema.data(), static_cast<int>(layout.schema.size())) ||
        schema.file().empty()) {
        report.find(std::nullopt, "the schema", "it describes no messages");
    }
}

// What the bundle is about is in it.
void check_subject(World& last, Report& report) {
    const auto& name = report.head.name();
    const auto stream = stream_of(name);
    bool there = record::message_of(last.find(stream)) != nullptr;
    if (const auto* state = last.find_case(stream); state != nullptr && name != stream) {
        const auto& decisions = state->decisions();
        there = std::any_of(decisions.begin(), decisions.end(), [&](const auto& decision) {
            return name == stream + "/decisions/" + decision.id();
        });
    }
    if (!there) {
        report.find(
            std::nullopt, "the head", fmt::format("it is about {}, which is not here", name)
        );
    }
}

void check_documents(const Layout& layout, World& last, Report& report) {
    for (const auto bytes : layout.documents) {
        const auto part = part_of(bytes);
        const auto& told = part.document();
        const auto* document = last.find_as<v1::Document>(told.document());
        const auto complain = [&](std::string_view what) {
            report.find(std::nullopt, told.document(), std::string{what});
        };
        if (document == nullptr) {
            complain("nothing here records this document");
            continue;
        }
        const auto& parts = document->parts();
        const auto recorded = std::find_if(parts.begin(), parts.end(), [&](const auto& one) {
            return one.digest() == told.digest() && one.marking() == told.marking();
        });
        const auto digest = ledger::payload_digest(told.content(), {});
        if (recorded == parts.end()) {
            complain("no part of it has this digest and marking");
        } else if (!told.content().empty() && told.digest() != std::string(digest.begin(), digest.end())) {
            complain("its content is not what its digest says");
        } else {
            ++report.documents;
            report.contents += told.content().empty() ? 0 : 1;
        }
    }
}

// Whether the witnesses that the policy asks for have cosigned.
void check_witnesses(const ledger::Policy& policy, Report& report) {
    const auto note = ledger::parse_note(report.head.checkpoint());
    if (note) {
        report.cosigners = ledger::cosigners_of(*note, policy);
    }
    if (!ledger::has_quorum(policy, report.cosigners)) {
        report.find(
            std::nullopt,
            "the checkpoint",
            fmt::format(
                "its witnesses ({}) do not make the quorum '{}'",
                report.cosigners.empty() ? "none"
                                         : fmt::format("{}", fmt::join(report.cosigners, ", ")),
                policy.quorum
            )
        );
    }
}

class Verification {
public:
    explicit Verification(Layout layout)
        : layout_{std::move(layout)}, destroyed_{destroyed_in(layout_)} {
        report_.head = layout_.head;
    }

    Report run(
        const std::vector<ledger::VerifierKey>& keys, const std::optional<ledger::Policy>& policy
    ) {
        check_schema(layout_, report_);
        prove(tree_of(report_.head, keys, report_));
        if (policy) {
            check_witnesses(*policy, report_);
        }
        check_subject(last_, report_);
        add_figures();
        check_documents(layout_, last_, report_);
        perform();
        return std::move(report_);
    }

private:
    void prove(const std::optional<ledger::Checkpoint>& tree) {
        Proofs proofs{report_.head, tree, report_};
        for (const auto bytes : layout_.events) {
            const auto part = part_of(bytes);
            proofs.add(part.event());
            last_.apply(
                part.event().envelope().stream(),
                event_of(part.event(), destroyed_, report_),
                record::recorded_of(part.event().envelope(), part.event().entered_later())
            );
        }
        proofs.finish();
    }

    void add_figures() {
        for (const auto bytes : layout_.figures) {
            const auto part = part_of(bytes);
            for (const auto& observation : part.figures().observations()) {
                figures_.add(observation, last_, report_);
            }
        }
        figures_.check(last_, report_);
    }

    void perform() {
        const auto acting = acting_streams(report_.head.name(), last_);
        Reperformer reperformer{acting, figures_, last_, report_};
        Report told_already;
        std::vector<v1::BundlePart> parts;  // of the act under way, whose payloads it borrows
        Act act;
        const auto finish = [&] {
            if (!act.empty()) {
                reperformer.perform(act);
            }
            act.clear();
            parts.clear();
        };
        parts.reserve(layout_.events.size());
        for (const auto bytes : layout_.events) {
            auto part = part_of(bytes);
            if (!act.empty() && !of_one_act(act.front().envelope, part.event().envelope())) {
                finish();
            }
            parts.push_back(std::move(part));
            const auto& told = parts.back().event();
            act.push_back(
                {told.envelope(),
                 record::recorded_of(told.envelope(), told.entered_later()),
                 event_of(told, destroyed_, told_already),
                 told.payload()}
            );
        }
        finish();
    }

    Layout layout_;
    Destructions destroyed_;
    Report report_;
    World last_;
    Figures figures_;
};

}  // namespace

base::Result<Report> verify(
    std::string_view file, const std::vector<ledger::VerifierKey>& keys, const Demands& demands
) {
    auto layout = read(file, demands.bytes_max);
    if (!layout) {
        return layout.error();
    }
    return Verification{std::move(*layout)}.run(keys, demands.policy);
}

}  // namespace ladder::bundle
