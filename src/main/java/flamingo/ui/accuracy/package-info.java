/** How many answers are right: choice of images and task, both plans beside each other. */
package flamingo.ui.accuracy;
