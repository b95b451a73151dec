// What somebody's capacity lets them record: which acts a page offers. It grants nothing; the API
// asks again.
#pragma once

#include <string>
#include <vector>

#include "ladder/v1/case_service.pb.h"
#include "services/console/subject/titles.hpp"

namespace ladder::subject {

class Rights {
public:
    Rights(Titles titles, std::string capacity);

    const std::string& capacity() const { return capacity_; }
    const Titles& titles() const { return titles_; }  // of the rules that say so
    bool may(v1::Permission act) const;

    // The capacity itself, and those whose decisions it records for them.
    const std::vector<std::string>& deciders() const { return deciders_; }
    // One of them decides some move from the case's stage, or to remain there.
    bool may_decide(const v1::Case& about) const;
    // One of them may recommend.
    bool may_recommend() const;
    // The capacity itself may start a procedure of this definition.
    bool may_start(std::string_view procedure) const;
    // Those of them that suit the case.
    std::vector<const v1::ProcedureDefinition*> may_start_in(
        const v1::Case& about, const v1::Body& body
    ) const;
    // One of `roles` as which a decision can be recorded; empty: none.
    std::string decider_among(const google::protobuf::RepeatedPtrField<std::string>& roles) const;

private:
    Titles titles_;
    std::string capacity_;
    std::vector<std::string> deciders_;
};

}  // namespace ladder::subject
