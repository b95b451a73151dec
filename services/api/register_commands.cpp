#include "services/api/register_commands.hpp"

#include "services/api/records.hpp"

namespace ladder::api {

void register_peer(
    const Desk& writer, const v1::Actor& actor, v1::RegisterPeerRequest request, Done done
) {
    submit_by_newest(
        "PeerService/RegisterPeer",
        writer,
        actor,
        request,
        std::move(done),
        [request](
            const command::Context& context, db::Aggregates& aggregates
        ) -> base::Result<db::Ruling> {
            const auto& name = request.peer().name();
            const auto* standing = base::id_of(name, "peers", "peer.name")
                                       ? aggregates.find_as<v1::Peer>(name)
                                       : nullptr;
            auto events = registers::decide(standing, request, context, known_records(aggregates));
            if (!events) {
                return events.error();
            }
            return ruling_on<v1::RegisterPeerResponse, v1::Peer>(
                name, std::move(*events), &v1::RegisterPeerResponse::mutable_peer
            );
        }
    );
}

void update_peer(
    const Desk& writer, const v1::Actor& actor, v1::UpdatePeerRequest request, Done done
) {
    if (const auto id = base::id_of(request.peer().name(), "peers", "peer.name"); !id) {
        return done(id.error());
    }
    submit_by_newest(
        "PeerService/UpdatePeer",
        writer,
        actor,
        request,
        std::move(done),
        [request](
            const command::Context& context, db::Aggregates& aggregates
        ) -> base::Result<db::Ruling> {
            const auto& name = request.peer().name();
            const auto* state = aggregates.find_as<v1::Peer>(name);
            if (state == nullptr) {
                return no_such_record(name);
            }
            auto events = registers::decide(*state, request, context, known_records(aggregates));
            if (!events) {
                return events.error();
            }
            return ruling_on<v1::UpdatePeerResponse, v1::Peer>(
                name, std::move(*events), &v1::UpdatePeerResponse::mutable_peer
            );
        }
    );
}

void publish(const Desk& writer, const v1::Actor& actor, v1::PublishRequest request, Done done) {
    submit_by_newest(
        "DocumentService/Publish",
        writer,
        actor,
        request,
        std::move(done),
        [request](
            const command::Context& context, db::Aggregates& aggregates
        ) -> base::Result<db::Ruling> {
            auto made = registers::decide(request, context, known_records(aggregates));
            if (!made) {
                return made.error();
            }
            return ruling_on<v1::PublishResponse, v1::Publication>(
                made->name, {made->event}, &v1::PublishResponse::mutable_publication
            );
        }
    );
}

void withdraw_publication(
    const Desk& writer, const v1::Actor& actor, v1::WithdrawPublicationRequest request, Done done
) {
    submit_on_record<v1::WithdrawPublicationResponse, v1::Publication>(
        "DocumentService/WithdrawPublication",
        "publications",
        writer,
        actor,
        std::move(request),
        std::move(done),
        &v1::WithdrawPublicationResponse::mutable_publication
    );
}

void record_assessments(
    const Desk& writer, const v1::Actor& actor, v1::RecordAssessmentsRequest request, Done done
) {
    submit_by_newest(
        "AssessmentService/RecordAssessments",
        writer,
        actor,
        request,
        std::move(done),
        [request](
            const command::Context& context, db::Aggregates& aggregates
        ) -> base::Result<db::Ruling> {
            auto made = registers::decide(request, context, known_records(aggregates));
            if (!made) {
                return made.error();
            }
            db::Ruling ruling;
            std::vector<std::string> names;
            for (auto& record : *made) {
                names.push_back(record.name);
                ruling.events.push_back({std::move(record.name), std::move(record.event), {}});
            }
            ruling.respond = [names](db::Aggregates& now) {
                auto response = std::make_unique<v1::RecordAssessmentsResponse>();
                for (const auto& name : names) {
                    if (const auto* assessment = now.find_as<v1::Assessment>(name)) {
                        *response->add_assessments() = *assessment;
                    }
                }
                return response;
            };
            return ruling;
        }
    );
}

void withdraw_assessment(
    const Desk& writer, const v1::Actor& actor, v1::WithdrawAssessmentRequest request, Done done
) {
    submit_on_record<v1::WithdrawAssessmentResponse, v1::Assessment>(
        "AssessmentService/WithdrawAssessment",
        "assessments",
        writer,
        actor,
        std::move(request),
        std::move(done),
        &v1::WithdrawAssessmentResponse::mutable_assessment
    );
}

}  // namespace ladder::api
