// Explanations as pages show them: the clauses, one beneath the other, each as deep as it stands.
#pragma once

#include <string>

#include "ladder/v1/explanation.pb.h"
#include "services/console/subject/titles.hpp"
#include "services/console/templates.hpp"

namespace ladder::subject {

// Sets NAME for the part `explanation`; false where there is nothing to explain.
void put_explanation(
    console::Data& data,
    const std::string& name,
    const v1::Explanation& explanation,
    const Titles& titles
);

// The figure of the latest period that it rests on; an empty one if it rests on none.
v1::Input newest_figure(const v1::Explanation& explanation);

// "27,402" or "7.06".
std::string number_in_words(double value);

}  // namespace ladder::subject
